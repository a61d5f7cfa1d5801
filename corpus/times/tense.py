"""Find the tense of the verb that an expression of time belongs to."""

import re
from typing import Literal

Tense = Literal["past", "past state", "future", "future in the past"]
"""A state lasts: who ``was envoy until December`` is no longer; who ``ordered him held until April`` looks ahead."""

_AUX = (
    r"(?:\s+(?:not|also|then|now|only|likely|be|have|been|to|for|take|place|go|come|out|start|begin)\b)*"
    r"(?:\s+\w+(?:ed|en|ne|ld|wn)\b)?"
)
_LIES_AHEAD = r"to|due|set|going\s+to|scheduled|expected|planned|slated|likely|poised|forecast|supposed"
_AWAY = (
    r"back|away|off|out|here|there|open|closed|shut|coming|going|leaving|meeting|playing|flying|returning|opening|reopening"
    r"|closing|starting|arriving|moving"
)
"""Words after "we're" that look ahead to a day: "we're back on Tuesday"."""
_STARTS = (
    r"go\s+on\s+sale|stop|start|begin|open|reopen|close|leave|meet|go|return|resume|run|fly|depart|arrive|end|finish"
)
"""Verbs whose present tense after a plural looks ahead to a day: "classes begin on Monday"."""
_GROUP = re.compile(
    rf"""\b(?:
    (?P<later>(?<=\w)['’]d\s+(?:go|be|leave|meet|return|play|open|close|speak|resign|stay|do|take|make|have|give|see|get)\b
      |(?:would|could|might|should|(?:was|were|had\s+been)\s+(?:{_LIES_AHEAD})){_AUX}|to\s+(?!(?:the|an?|its|his|her|their|our|my|this|that|these|those|more|most|which|whom|be)\b)[a-z]{{2,}}\b(?!ing\b))
    |(?P<future>
      (?:will|won['’]t|shall|may|(?:is|are|am|be)\s+(?:now\s+)?(?:{_LIES_AHEAD})|to\s+be
        |scheduled|slated|upcoming|forthcoming|due|expected|forecast|plans?|planned|planning|aims?|hopes?|intends?|expects?|predicts?|foresees?|as\s+soon\s+as)
      {_AUX}|(?:is|are)(?=\s+(?:on\s+|in\s+|this\s+|next\s+)?$)
      |(?:leaves|opens|reopens|begins|starts|ends|closes|shuts|expires|airs|departs|arrives|resumes
        |kicks\s+off|takes\s+place|goes\s+on\s+sale|runs(?=\s+(?:from|until|till)\b))
      |(?:is|are|am|(?<=\w)['’](?:s|re|m))\s+(?:{_AWAY})\b(?=(?:\s+\w+){{0,2}}?\s+(?:(?:on|in|from|this|next)\s+)?(?:the\s+)?$)
      |(?:meets|returns|stops|votes)(?=\s+(?:again\s+)?(?:on\s+)?$)
      |(?<=\w)['’](?:s|re|m)(?=\s+on\s+$)
      |(?<=\w)['’]ll(?!\s+(?:always\s+|never\s+)?(?:remember|forget)\b){_AUX}
      |(?:(?<=\ws\s)|(?<=we\s)|(?<=We\s)|(?<=hey\s)|(?<=\bI\s)|(?<=\band\s)|(?<=eople\s))(?:{_STARTS})(?=\s+(?:again\s+)?(?:(?:on|from|in|until)\s+)?$)
    )
    |(?P<state>(?:was|were|had\s+been|served|worked|lived|remained|lasted|ran|stayed)(?!\s+\w+ed\b))
    |(?P<past>had(?:\s+\w+(?:ed|en))?|was|were|did(?:n['’]t)?|said|told|took|came|went|saw|made|gave|held|began|left|got|met|won|lost
      |shot|became|found|led|wrote|fell|rose|spoke|struck|hit|sent|brought|kept|ran|drove|flew|broke|beat|fought|sold|bought|stood
      |sat|stepped|drew|threw|grew|knew|ended|cut|put|set|read|swore|rode|sank|sought|caught|taught|felt|heard|built|spent|paid|lay
      |born|died|burnt|swept|slept|dealt|meant|chose|stole|hid|bit|ate|drank|woke|lent|shook|hung|fled|bled|fed|slid|sang|rang|hurt
      |(?!(?:need|seed|feed|speed|indeed|hundred|red|bed|shed|embed|proceed|succeed|exceed|breed)\b)[a-z]{{2,}}ed)
    )\b""",
    re.VERBOSE,
)
_EITHER = {"put", "set", "cut", "hit", "read", "shut", "let", "beat"}
"""Verbs whose past tense is their infinitive."""
_AND = re.compile(r"(?:\band|\bor|\bthen|,)\s+$")


def tense_at(text: str, sentence: tuple[int, int], start: int, end: int) -> Tense | None:
    """Find the tense of the verb that an expression of time goes with: the nearest before it, else the first after.

    Args:
        text: The text.
        sentence: The sentence, as half-open offsets.
        start: Where the expression begins.
        end: Where it ends.

    Returns:
        The tense; None if the sentence has no such verb.
    """
    if text[slice(*sentence)].isupper():
        text = text.lower()
    before = list(_GROUP.finditer(text, sentence[0], start))
    if (
        len(before) > 1
        and before[-1][0].lower() in _EITHER
        and _AND.search(text[before[-2].end() : before[-1].start()])
    ):
        before.pop()  # "will light it and put it out": as the verb before
    verb = before[-1] if before else next(_GROUP.finditer(text, end, sentence[1]), None)
    if verb is None:
        return None
    if verb["later"]:
        return "future in the past"
    if verb["future"]:
        return "future"
    return "past state" if verb["state"] else "past"
