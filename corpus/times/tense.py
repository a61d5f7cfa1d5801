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
_GROUP = re.compile(
    rf"""\b(?:
    (?P<later>(?:would|could|might|should|(?:was|were|had\s+been)\s+(?:{_LIES_AHEAD})){_AUX}|to\s+(?!(?:the|an?|its|his|her|their|our|my|this|that|these|those|more|most|which|whom|be)\b)[a-z]{{2,}}\b(?!ing\b))
    |(?P<future>
      (?:will|won['’]t|shall|may|(?:is|are|am|be)\s+(?:now\s+)?(?:{_LIES_AHEAD})|to\s+be
        |scheduled|slated|upcoming|forthcoming|due|expected|forecast|plans?|planned|planning|aims?|hopes?|intends?|as\s+soon\s+as)
      {_AUX}|(?:is|are)(?=\s+(?:on\s+|in\s+|this\s+|next\s+)?$)
      |(?:leaves|opens|begins|starts|ends|closes|expires|airs|departs|arrives|resumes|kicks\s+off|takes\s+place|goes\s+on\s+sale)
      |(?:I|we|you|he|she|it|they)['’]ll
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
    before = list(_GROUP.finditer(text, sentence[0], start))
    verb = before[-1] if before else next(_GROUP.finditer(text, end, sentence[1]), None)
    if verb is None:
        return None
    if verb["later"]:
        return "future in the past"
    if verb["future"]:
        return "future"
    return "past state" if verb["state"] else "past"
