"""Rejoin words hyphenated at the ends of lines, and tell them from compounds whose hyphen belongs to the word."""

import re
from collections.abc import Iterable

HARD = ("-", "\u2010")
"""Hyphens that are printed."""
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_CUT = re.compile(
    r"(?<=[^\W_])(?P<hyphen>[-\u2010\u00ad])(?P<end>\r\n|\r|\n)(?P<margin>[ \t]{0,40}(?:>[ \t]?){0,9})"
    r"(?P<after>[^\W_][^\s]{0,60})(?P<gap>[ \t]{0,40})"
)
_LAST = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+){0,5}$")
"""The letters before a hyphen."""
_LONGEST = 60
"""Characters of a word before its hyphen that are read, at most."""
SUSPENDED = frozenset("and or to und oder bis et ou y o og eller och en of".split())
"""Words after which a second compound follows: ``pre-`` and ``post-war``."""
_TENS = frozenset("twenty thirty forty fifty sixty seventy eighty ninety".split())
_UNITS = frozenset(
    "one two three four five six seven eight nine first second third fourth fifth sixth seventh eighth ninth".split()
)
_WELL = re.compile(r"(?:known|worn|paid|made|read|built|kept|fed|off|being|born|spoken|\w{2,}ed)$")
_SELF = re.compile(r"(?!ish|less|same|ed$|ing$)\w+")
_CLOSED = frozenset(
    "some every any over under with out in up down back for fore there where here when what who how him her it them "
    "my your our be to no not can may after on off through else mean other a an grand work house land man head".split()
)
"""First parts of words that are written as one: ``without``, ``something``."""
_WRAPPED = 25
"""Characters of a line that a program may have wrapped, at least, in half of the places where words are cut."""


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """List the words of a text in the middle of its lines, with their hyphens.

    Args:
        lines: The lines; the last word of one that ends with a hyphen and the first of the next are left out.

    Returns:
        The words in lower case.
    """
    words: set[str] = set()
    cut = False
    for text in lines:
        found = [word.casefold().replace("\u2010", "-") for word in _WORD.findall(text)]
        begins_cut, cut = cut, text.rstrip().endswith((*HARD, "\u00ad", "\x02", "\ufffe"))
        words.update(found[int(begins_cut) : len(found) - int(cut)])
    return frozenset(words)


def is_compound(before: str, after: str, words: frozenset[str]) -> bool:
    """Distinguish a compound by its parts, or because the text has it elsewhere: ``well-known``, ``Saint-Denis``.

    Args:
        before: The letters before the hyphen.
        after: Those after the line's end.
        words: The words of the text, in lower case.

    Returns:
        Whether the hyphen certainly belongs to the word.
    """
    first, second = before.casefold(), after.casefold()
    if not after[:1].islower() or before.isdigit() or f"{first}-{second}" in words:
        return True
    if first + second in words:
        return False
    last = first.rpartition("-")[2]
    is_joined = last in _TENS and second in _UNITS
    return is_joined or bool((last == "well" and _WELL.match(second)) or (last == "self" and _SELF.fullmatch(second)))


def keeps_hyphen(before: str, after: str, words: frozenset[str]) -> bool:
    """Distinguish a compound from a word cut at a line's end, where only a printed hyphen may be either.

    Args:
        before: The letters before the hyphen.
        after: Those after the line's end.
        words: The words of the text, in lower case.

    Returns:
        Whether the hyphen belongs to the word, for certain or because both parts are words of the text.
    """
    first, second = before.casefold(), after.casefold()
    if is_compound(before, after, words):
        return True
    return first + second not in words and first not in _CLOSED and first in words and second in words


def rejoin(text: str) -> str:
    """Rejoin the words of a hard-wrapped text; each moves up to the line on which it begins.

    Args:
        text: A text as written.

    Returns:
        The text, with as many lines and characters: a space stands for a hyphen that is left out, so that what
        follows keeps its offset. As it was if no line ends within a word.
    """
    if not any(mark + end in text for mark in (*HARD, "\u00ad") for end in "\r\n"):
        return text
    cuts = [cut for cut in _CUT.finditer(text) if cut["after"].casefold().strip(".,;:") not in SUSPENDED]
    if not cuts or 2 * sum(_is_wrapped(text, cut) for cut in cuts) < len(cuts):
        return text
    words = words_of(text.splitlines())
    pieces, at = list[str](), 0
    for cut in cuts:
        hyphen, space = ("-", "") if _keeps(cut, words) else ("", " ")
        pieces += (text[at : cut.start("hyphen")], hyphen, cut["after"], cut["end"], cut["margin"], space, cut["gap"])
        at = cut.end()
    return "".join(pieces) + text[at:]


def _keeps(cut: re.Match[str], words: frozenset[str]) -> bool:
    if cut["hyphen"] == "\u00ad":
        return False
    letters = re.split(r"[\W_]", cut["after"], maxsplit=1)[0]
    if cut["after"].startswith(tuple(letters + mark for mark in HARD)):
        return True
    before = _LAST.search(cut.string[max(cut.start() - _LONGEST, 0) : cut.start()])
    return before is None or keeps_hyphen(before[0], letters, words)


def _is_wrapped(text: str, cut: re.Match[str]) -> bool:
    begin = max(text.rfind("\n", 0, cut.start()), text.rfind("\r", 0, cut.start())) + 1
    return cut.end("hyphen") - begin >= _WRAPPED
