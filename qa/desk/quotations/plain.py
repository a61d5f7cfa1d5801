"""A draft's text as its reader sees it: lines that were wrapped joined, marks of emphasis and links left out."""

import re
from dataclasses import dataclass
from itertools import pairwise

_WRAPPED_AT = 120
"""Maximum number of characters of a line that an editor wrapped; longer lines are paragraphs."""
_BLOCKS = re.compile(r"(?:[^\S\n]*\S[^\n]*\n?)+")
_NEW = re.compile(r"\s*(?:[#>|]|[-*+]\s|\d+[.)]\s|={3}|-{3})")
"""The beginning of a line that starts a heading, quotation, item, table or rule."""
_EMPHASIS = re.compile(r"(?<!\w)[*_~]+(?=\S)|(?<=\S)[*_~]+(?!\w)")
_LINK = re.compile(r"\[(?=[^\[\]\n]{1,200} {4})|(?<= ) +")
"""The opening bracket of a link whose target is blanked out, and the blanks that are left of it."""


def unwrapped(text: str) -> str:
    """Replace the ends of wrapped lines by spaces; offsets stay the same.

    Args:
        text: The draft.

    Returns:
        A text of the same length.
    """
    characters = list(text)
    for block in _BLOCKS.finditer(text):
        lines = list(re.finditer(r"[^\r\n]+", block[0]))
        width = max(len(line[0].rstrip()) for line in lines)
        for line, following in pairwise(lines):
            if _NEW.match(following[0]) or re.match(r"\s*[#>|]", line[0]) or width > _WRAPPED_AT:
                continue
            word = following[0].split()[0]
            if word[0].islower() or len(line[0].rstrip()) + 1 + len(word) > width:
                for at in range(block.start() + line.end(), block.start() + following.start()):
                    characters[at] = " "
    return "".join(characters)


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without marks of emphasis and links."""

    text: str
    places: tuple[int, ...]
    """The offset in the draft of each character, and of the end."""

    @classmethod
    def of(cls, text: str) -> "Plain":
        """Leave the marks out."""
        left_out = {at for form in (_EMPHASIS, _LINK) for met in form.finditer(text) for at in range(*met.span())}
        kept = [at for at in range(len(text)) if at not in left_out]
        return cls("".join(text[at] for at in kept), (*kept, len(text)))
