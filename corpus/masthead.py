"""Find what a publication says about itself above or below an article: slogans and descriptions."""

import re
from collections.abc import Sequence

_NO_VERB = (
    r"(?!.*\b(?:is|are|was|were|be|has|have|had|says?|said|will|would|can|could|did|does|do|may|went|came|fell|rose"
    r"|won|lost|took|made|got|gave|became|began|broke|burnt|built|bought|sold|held|kept|left|led|met|paid|ran|shut"
    r"|stood|told|wrote|(?!trusted|loved|dedicated|based|established|founded)\w{3,}ed)\b)"
)
"""A slogan has no finite verb."""
_OF_ITSELF = r"(?:the |an? |your |our )?(?:[\w'’]+[- ]){0,3}?"
_MASTHEADS = (
    _NO_VERB + _OF_ITSELF + r"(?:web ?site|home ?page|(?:web|online|digital|print) edition|news portal) of .{2,140}",
    _NO_VERB + _OF_ITSELF + r"(?:leading|trusted|premier|independent|number one|no\.? ?1|biggest|largest|oldest"
    r"|(?:best|most)[ -](?:trusted|read|popular|known|loved))"
    r"(?:,? (?:and )?\w+){0,4}? (?:source|provider|destination|home|voice|authority|newspaper|magazine|site|website"
    r"|platform|portal|outlet|publisher|guide) (?:of|for|on|to|about|in)\b.{2,200}",
    _NO_VERB + r"(?:breaking |latest |top |local |daily )?(?:news|stories|views|analysis|opinion|headlines)"
    r"(?:,? (?:and |& )?(?:\w+ )?(?:news|views|analysis|opinion|comment|commentary|information|features|reviews|updates"
    r"|sport|stories))+ (?:from|on|about|for|of|in) .{2,120}",
    r"(?:established|founded|est\.?)(?: in)? 1[6-9]\d\d",
    r"(?:independent|quality|fearless|honest) (?:news|journalism|reporting)(?: since \d{4}| from .{2,60})",
)
_MASTHEAD = re.compile("|".join(f"(?:{each})" for each in _MASTHEADS), re.IGNORECASE)
_LONGEST = 240
_FROM_EITHER_END = 3
"""Paragraphs from the head and from the foot that are checked for a masthead."""


def mastheads(lines: Sequence[str]) -> list[int]:
    """Find the paragraphs in which a publication describes itself.

    Args:
        lines: An article's paragraphs, spaces folded.

    Returns:
        Their indexes, in order; among the first and the last three only.
    """
    places = [*range(_FROM_EITHER_END), *range(len(lines) - _FROM_EITHER_END, len(lines))]
    return [place for place in sorted({*places} & {*range(len(lines))}) if is_masthead(lines[place])]


def is_masthead(line: str) -> bool:
    """Return whether a publication describes itself in a line, spaces folded."""
    bare = line.strip("*_#>|-–—:=[]. ")
    return len(bare) <= _LONGEST and _MASTHEAD.fullmatch(bare) is not None
