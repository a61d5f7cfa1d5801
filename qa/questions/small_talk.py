"""Words that are said to a chat but ask nothing: "thanks", "ok, got it", "hello, anyone there?"."""

import re

_SMALL_TALK = re.compile(
    r"(?:(?:ok(?:ay)?|k|thanks|thank you|thx|ta|cheers|great|good|nice|perfect|super|cool|fine|brilliant|lovely"
    r"|(?:i )?(?:got it|see|understand|understood)|noted|makes sense|interesting|wow|oh|ah|hm+|right|alright|all right"
    r"|never ?mind|hello|hi|hey|good (?:morning|afternoon|evening|night|job|to know)|(?:is )?(?:any(?:one|body)"
    r"|some(?:body|one)) (?:there|here)|are you there|bye|goodbye|see you|you too|very much|so much|a lot|again"
    r"|then|that helps|that['’]?s (?:all|it|great|good|fine|helpful|enough))\b[\s,.!?…-]*)+",
    re.IGNORECASE,
)


def is_small_talk(text: str) -> bool:
    """Return whether a text only greets, thanks or confirms.

    Args:
        text: What the person typed.

    Returns:
        Whether there is nothing in it to search for.
    """
    return _SMALL_TALK.fullmatch(text.strip()) is not None
