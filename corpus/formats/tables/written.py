"""Rewrite tables drawn with characters: Markdown's bars, tabs, columns of spaces.

Each row is rewritten on its own line, so that line numbers stay the same: ``| Tana | 30.5 |``
becomes ``Tana, 2023: 30.5``, with a bar between one cell and the next.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.draft import Draft
from corpus.formats.tables.heads import is_headed, label_first, titled
from corpus.formats.tables.rows import heads_table, row_text
from corpus.formats.tables.spaced import spaced_rows

_HINT = re.compile(r"[|│┃║]|\t|\S {2,}\S")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_RULE = re.compile(
    r"[ \t]*[|+]?[ \t]*:?[-=]{2,}:?[ \t]*(?:[|+][ \t]*:?[-=]+:?[ \t]*)*[|+]?[ \t]*|[ \t]*[┌┏╔├┣╠└┗╚][─-╬]+[ \t]*"
)
_DRAWN = re.compile(r"[ \t]*(?:[-=_─━═]{2,}[ \t+]*)+")
"""A line drawn between rows, for each column or through all."""
_BAR = re.compile(r"(?<!\\)[|│┃║]")
_GAP = re.compile(r"\t+| {2,}")
_STYLED = re.compile(r"[ \t]*(?:#{1,6}[ \t]+(?P<head>.+?)[ \t#]*|(?P<mark>\*\*|__)(?P<bold>[^*_]+)(?P=mark):?)[ \t]*")
_LEAST_ROWS = 3
"""Rows, with that of the names, of a table without rules, at least."""
_LONGEST = 60
"""Characters of a cell of such a table, at most."""
_MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    words: str


def with_written_tables(draft: Draft) -> Draft:
    """Rewrite the rows of tables in a draft's body, each on its own line.

    Args:
        draft: A draft.

    Returns:
        The draft; its offsets point to the same lines.
    """
    if _HINT.search(draft.text, draft.body) is None:
        return draft
    lines = [_Line(each.start(), each[0].rstrip("\r\n")) for each in _LINE.finditer(draft.text, draft.body)]
    changed = dict(_rows_of_tables(lines))
    if not changed:
        return draft
    text: list[str] = [draft.text[: draft.body]]
    places, moved, length, end = [0], [0], draft.body, draft.body
    for place, row in sorted(changed.items()):
        start, words = lines[place].start, lines[place].words
        text += (draft.text[end:start], row)
        length += start - end
        places += (start, start + len(words))
        moved += (length, length + len(row))
        length += len(row)
        end = start + len(words)
    text.append(draft.text[end:])

    def after(offset: int) -> int:
        at = bisect_right(places, offset) - 1
        limit = moved[at + 1] if at % 2 else len(draft.text) + length
        return min(moved[at] + offset - places[at], limit)

    marks = tuple(replace(mark, offset=after(mark.offset)) for mark in draft.marks)
    return replace(draft, text="".join(text), marks=marks)


def _rows_of_tables(lines: Sequence[_Line]) -> Iterator[tuple[int, str]]:
    """Yield the indexes of table lines and their replacements."""
    place = 0
    texts = [line.words for line in lines]
    while place < len(lines):
        rows = _ruled(lines, place) or _aligned(lines, place) or spaced_rows(texts, place)
        if not rows:
            place += 1
            continue
        yield from _rewritten(rows, _heading(lines, place))
        place = max(rows) + 1


def _rewritten(rows: dict[int, list[str]], heading: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of one table, rules between its rows as empty lines."""
    title, below = titled(list(rows.values()))
    heading = ": ".join(filter(None, (heading, title)))
    places = list(rows)[1:] if title else list(rows)
    for each in range(min(rows), max(rows)):
        if each not in rows:
            yield each, ""
    if title:
        yield min(rows), title
    yield places[0], " | ".join(filter(None, below[0]))
    names, *body = label_first(below)
    for each, row in zip(places[1:], body, strict=True):
        yield each, row_text(row, names, heading)


def _ruled(lines: Sequence[_Line], place: int) -> dict[int, list[str]]:
    """Read a table whose names are underlined: its line indexes to their cells."""
    if place + 1 >= len(lines) or not _BAR.search(lines[place].words) or not _RULE.fullmatch(lines[place + 1].words):
        return {}
    names = _cells(lines[place].words)
    if len(names) < 2 or not any(sign in lines[place + 1].words for sign in "|+┼╋╬╪╫┿"):
        return {}
    rows = {place: names}
    for at in range(place + 2, min(len(lines), place + _MOST_ROWS)):
        words = lines[at].words
        if _RULE.fullmatch(words):
            continue
        if not _BAR.search(words):
            break
        rows[at] = _cells(words)
    return rows if len(rows) > 1 else {}


def _cells(words: str) -> list[str]:
    bare = words.strip()
    bare = bare[1:] if _BAR.match(bare) else bare
    bare = bare[:-1] if bare.endswith(("|", "│", "┃", "║")) and not bare.endswith("\\|") else bare
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(bare)]


def _aligned(lines: Sequence[_Line], place: int) -> dict[int, list[str]]:
    """Read a table of tabs or columns of spaces, whose names are above figures."""
    rows: dict[int, list[str]] = {}
    for at in range(place, min(len(lines), place + _MOST_ROWS)):
        if rows and _DRAWN.fullmatch(lines[at].words):
            continue
        cells = _GAP.split(lines[at].words.strip())
        first = next(iter(rows.values()), cells)
        if len(rows) == 1 and len(cells) == len(first) + 1:
            rows[place] = ["", *first]
        elif len(cells) != len(first):
            break
        if len(cells) < 2 or any(len(cell) > _LONGEST for cell in cells):
            break
        rows[at] = cells
    return rows if len(rows) >= _LEAST_ROWS and is_headed(list(rows.values())) else {}


def _heading(lines: Sequence[_Line], place: int) -> str:
    """Find the heading of the table that begins at a line."""
    near = (line.words for line in reversed(lines[max(place - 4, 0) : place]))
    above = next((words for words in near if words.strip() and not _RULE.fullmatch(words)), "")
    styled = _STYLED.fullmatch(above)
    words = (styled["head"] or styled["bold"]) if styled else above
    return heads_table(words, styled=styled is not None)
