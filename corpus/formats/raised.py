"""Convert raised characters to text: note marks, which are dropped, and powers, which are kept.

Every rich format marks raised characters in its own way; how they are written in the text is
decided here for all of them. A note mark is left out, a power is written with Unicode superscripts,
and a raised part of a word, as in ``1st``, stays as it is.
"""

import re

_MARK = re.compile(
    r"[\[(]?(?:\d{1,3}(?:[,;–-]\d{1,3})*|[a-z](?:,[a-z])*|[ivx]{2,4}|[*†‡§¶#‖]{1,4}|(?:note|nb|fn|n|anm)\.?\d{1,3})[\])]?\.?"
    r"|\[\D{3,40}\]",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\[(].*[\])]|[*†‡§¶#‖]+")
_UNIT = re.compile(r"(?:^|[\W\d_])(?:[kcdmnµμ]?m|ft|in|mi|yd|s|sec|h|cc)$")
_VARIABLE = re.compile(r"(?:^|[\W\d_])[A-Za-z]$|(?:^|[\s(])\d?(?:mc|dx|dy)$|[)\]]$")
_SMALL_BASE = re.compile(r"(?:^|[^\d.,])\d$")
_CALCULATED = re.compile(r"[=×·*+−/^(-]\s*\d$"), re.compile(r"\s*[=×·*+−/^)-]")
"""Text before and after a figure with a power in a formula; elsewhere a raised figure points to a note."""
_TEN = re.compile(r"(?:^|[^\d.,])10$")
_POWER = re.compile(r"[+\-−–]?\d{1,3}|n")
_RAISED = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_SIGNS = {"tm": "™", "sm": "℠", "®": "®", "©": "©", "™": "™", "°": "°", "º": "º", "ª": "ª"}
_KEPT = frozenset("eords")
"""Letters that end an abbreviation or ordinal, as in ``XXe`` and ``No``."""
_LONGEST_WORD = 4
"""Letters of a raised part of a word, at most; more are a separate word."""


def is_note_mark(words: str) -> bool:
    """Return whether words look like a note mark: ``4``, ``[5]``, ``a``, ``†``, ``[note 2]``."""
    return _MARK.fullmatch("".join(words.split())) is not None


def written(raised: str, before: str, after: str = "", *, points: bool = False) -> str:
    """Convert raised characters to text.

    Args:
        raised: The raised characters.
        before: The text directly before them, in their own line.
        after: The text directly after them.
        points: Whether they are known to point to a note, by a link or a class.

    Returns:
        The text in their place; empty for a note mark.
    """
    mark = "".join(raised.split())
    if not mark:
        return raised
    if mark.casefold() in _SIGNS:
        return _SIGNS[mark.casefold()]
    if not before or before[-1].isspace() or before[-1] in "([“‘":
        return _at_beginning(mark, raised, after, points)
    if points and (is_note_mark(mark) or not mark.isalpha()):
        return ""
    if after[:1] in ("/", "⁄") and mark.isdigit():  # a fraction
        return f" {mark}" if before[-1].isdigit() else mark
    if _POWER.fullmatch(mark):
        is_power = _is_power(mark, before, after)
        return mark.translate(_RAISED) if is_power else "" if mark != "n" else mark
    if is_note_mark(mark) and not (mark.isalpha() and (mark[0].casefold() in _KEPT or mark.isupper())):
        return ""
    return mark if mark.isalpha() and len(mark) <= _LONGEST_WORD else f" {raised.strip()} "


def _is_power(mark: str, before: str, after: str) -> bool:
    if _UNIT.search(before):
        return mark in ("2", "3", "-1", "-2", "-3", "−1", "−2", "−3")
    if not mark.isdigit() or _VARIABLE.search(before):
        return not before.endswith((")", "]")) or not mark.isdigit()
    in_formula = _CALCULATED[0].search(before) or _CALCULATED[1].match(after)
    return bool(_TEN.search(before) or (_SMALL_BASE.search(before) and in_formula))


def _at_beginning(mark: str, raised: str, after: str, points: bool) -> str:
    """Convert raised characters without a word before: a note's number, an isotope's, a mark after a space."""
    if mark.isdigit() and re.match(r"[A-Z][a-z]?(?![a-z])", after):
        return mark.translate(_RAISED)
    if points and (_BRACKETED.fullmatch(mark) or after):
        return ""
    return f"{raised.strip()} " if not after[:1].isspace() else raised
