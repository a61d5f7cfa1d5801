"""The words beside the name of a speaker that say what the person is: "MI5 boss Ken McCallum", "Berg, the mayor,"."""

import re

from corpus.speech.speech import Speech

_BEFORE = re.compile(r"(?:[^\W_][\w\u2019'&-]*[ \u00a0]){1,6}$")
_AFTER = re.compile(r",\s(?:who is\s)?((?:the|an?|its|their|his|her)\s[^,.;:\n]{3,70})(?=[,.])")


def posts_beside(text: str, speech: Speech) -> tuple[str, str]:
    """Return the words next to the name of a speaker.

    Args:
        text: The text.
        speech: The quotation.

    Returns:
        Up to six words before the name, of which the last may be a post, and the apposition after it; each may be
        empty, and both are for a speaker without a name.
    """
    if not speech.is_named:
        return "", ""
    before = _BEFORE.search(text, max(0, speech.speaker_start - 80), speech.speaker_start)
    after = _AFTER.match(text, speech.speaker_end)
    return before[0].strip() if before else "", after[1] if after else ""
