"""Raised characters: marks of notes, which are no part of the word before them, and powers, which are.

Every rich format says in its own way that characters are raised; what they are to be in the text
is decided here for all of them. A mark of a note is left out, a power is written with Unicode's
raised figures, and a raised part of a word, as in ``1st``, stays where it is.
"""

import re

_MARK = re.compile(
    r"[\[(]?(?:\d{1,3}(?:[,;–-]\d{1,3})*|[a-z]|[ivx]{2,4}|[*†‡§¶#‖]{1,4}|(?:note|nb|fn|n|anm)\.?\d{1,3})[\])]?\.?"
    r"|\[\D{3,40}\]",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[(].*[\])]|[*†‡§¶#‖]+")
_UNIT = re.compile(r"(?:^|[\W\d_])(?:[kcdmnµμ]?m|ft|in|mi|yd|s|sec|h|cc)$")
_VARIABLE = re.compile(r"(?:^|[\W\d_])[A-Za-z]$|(?:^|[\s(])\d?(?:mc|dx|dy)$|[)\]]$")
_SMALL_BASE = re.compile(r"(?:^|[^\d.,])\d$")
_CALCULATED = re.compile(r"[=×·*+−/^(-]\s*\d$"), re.compile(r"\s*[=×·*+−/^)-]")
"""What is before and what is behind a figure with a power in a formula; elsewhere a raised figure points to a note."""
_TEN = re.compile(r"(?:^|[^\d.,])10$")
_POWER = re.compile(r"[+\-−–]?\d{1,3}|n")
_RAISED = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_SIGNS = {"tm": "™", "sm": "℠", "®": "®", "©": "©", "™": "™", "°": "°", "º": "º", "ª": "ª"}
_KEPT = frozenset("eords")
"""Letters that end an abbreviation or ordinal, as in ``XXe`` and ``No``."""
_LONGEST_WORD = 4
"""Letters of a raised part of a word; more of them are a word of their own."""


def is_note_mark(words: str) -> bool:
    """Tell whether words look as the mark of a note does: ``4``, ``[5]``, ``a``, ``†``, ``[note 2]``."""
    return _MARK.fullmatch("".join(words.split())) is not None


def written(raised: str, before: str, behind: str = "", *, points: bool = False) -> str:
    """Write out raised characters.

    Args:
        raised: What is raised.
        before: The text right before it, in its own line.
        behind: The text right behind it.
        points: Whether it is known to point to a note, by a link or a class.

    Returns:
        What stands for it in the text: nothing for the mark of a note.
    """
    mark = "".join(raised.split())
    if not mark:
        return raised
    if mark.casefold() in _SIGNS:
        return _SIGNS[mark.casefold()]
    if not before or before[-1].isspace() or before[-1] in "([“‘":
        return _at_beginning(mark, raised, behind, points)
    if points and (is_note_mark(mark) or not mark.isalpha()):
        return ""
    if behind[:1] in ("/", "⁄") and mark.isdigit():  # a fraction
        return f" {mark}" if before[-1].isdigit() else mark
    if _POWER.fullmatch(mark):
        is_power = _is_power(mark, before, behind)
        return mark.translate(_RAISED) if is_power else "" if mark != "n" else mark
    if is_note_mark(mark) and not (mark.isalpha() and (mark[0].casefold() in _KEPT or mark.isupper())):
        return ""
    return mark if mark.isalpha() and len(mark) <= _LONGEST_WORD else f" {raised.strip()} "


def _is_power(mark: str, before: str, behind: str) -> bool:
    if _UNIT.search(before):
        return mark in ("2", "3", "-1", "-2", "-3", "−1", "−2", "−3")
    if not mark.isdigit() or _VARIABLE.search(before):
        return not before.endswith((")", "]")) or not mark.isdigit()
    in_formula = _CALCULATED[0].search(before) or _CALCULATED[1].match(behind)
    return bool(_TEN.search(before) or (_SMALL_BASE.search(before) and in_formula))


def _at_beginning(mark: str, raised: str, behind: str, points: bool) -> str:
    """Write what no word stands before: a note's own number, an isotope's, a mark set off by a space."""
    if mark.isdigit() and re.match(r"[A-Z][a-z]?(?![a-z])", behind):
        return mark.translate(_RAISED)
    if points and (_BRACKETED.fullmatch(mark) or behind):
        return ""
    return f"{raised.strip()} " if not behind[:1].isspace() else raised
