"""Read one page of a PDF: its characters as lines, upright and turned ones."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.formats.pdf.columns import Line
from corpus.formats.pdf.glyphs import Glyph, Run, Stroke, annotations, crosses, strokes

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_CONTROL = re.compile("[\x00-\x01\x03-\x08\x0b-\x1f\x7f]")
_TURNS: dict[int, Callable[[Glyph], Glyph]] = {
    0: lambda glyph: glyph,
    1: lambda glyph: replace(glyph, left=glyph.bottom, right=glyph.top, bottom=-glyph.right, top=-glyph.left),
    2: lambda glyph: replace(glyph, left=-glyph.right, right=-glyph.left, bottom=-glyph.top, top=-glyph.bottom),
    3: lambda glyph: replace(glyph, left=-glyph.top, right=-glyph.bottom, bottom=glyph.left, top=glyph.right),
}
"""Counterclockwise quarter turns, to the function that turns such a character upright."""
_ASKEW = 0.2
"""Radians by which text may deviate from a quarter turn; more is a stamp across the page."""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page."""

    lines: list[Line]
    """Those of the turn that most characters have, in the order the file draws them."""
    turned: tuple[list[Line], ...] = ()
    """Those of other turns, one list for each, as if the page were turned."""
    left_out: tuple[str, ...] = ()


def read_page(document: Any, number: int) -> Page:
    """Read a page; a broken page has no lines.

    Args:
        document: Of pypdfium2.
        number: Of the page, from 0.

    Returns:
        Its lines.
    """
    import pypdfium2

    try:
        page = document[number]
        struck, beside = annotations(page)
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page([])
    try:
        found: dict[int, list[Line]] = {}
        for turn, line in _drawn(text_page.raw, [*strokes(page), *struck]):
            found.setdefault(turn, []).append(line)
    finally:
        text_page.close()
        page.close()
    askew = found.pop(-1, [])
    by_length = sorted(found, key=lambda turn: -sum(len(line.text) for line in found[turn]))
    beside |= {"slanted text"} if askew else set()
    lines, *turned = [found[turn] for turn in by_length] or [[]]
    return Page(lines, tuple(turned), tuple(beside))


def _drawn(text_page: Any, struck: Sequence[Stroke]) -> Iterator[tuple[int, Line]]:
    """Join characters into runs along a line; a wide gap ends a run, as the gutter between columns does."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    run, turn = Run(), 0
    for place in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, place)
        if code in (10, 13, 32, 160, 9):
            run.space(drawn=code in (32, 160))
            continue
        if not code or not raw.FPDFText_GetLooseCharBox(text_page, place, box):
            continue
        font = raw.FPDFText_GetFontSize(text_page, place)
        drawn = Glyph(chr(code), box.left, box.right, box.bottom, box.top, font)
        glyph = _TURNS[turn](drawn) if turn > 0 else drawn
        if not run or not run.takes(glyph):
            if run:
                yield turn, _line(run)
            run, turn = Run(), _turn_of(raw.FPDFText_GetCharAngle(text_page, place))
            glyph = _TURNS[max(turn, 0)](drawn)
        run.add(glyph, is_struck=bool(struck) and not turn and crosses(struck, drawn))
    if run:
        yield turn, _line(run)


def _turn_of(angle: float) -> int:
    """Compute the quarter turns of a character from its angle; -1 if it is slanted."""
    quarters = round(angle / (math.pi / 2))
    if angle < 0 or abs(angle - quarters * math.pi / 2) <= _ASKEW:
        return 0 if angle < 0 else -quarters % 4
    return -1


def _line(run: Run) -> Line:
    # PDFium gives characters beyond the first 65,536 as two halves.
    text = run.text().encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _CONTROL.sub("\ufffd", text.translate(_LIGATURES))
    return Line(" ".join(text.split()), run.left, run.right, run.bottom, run.top)
