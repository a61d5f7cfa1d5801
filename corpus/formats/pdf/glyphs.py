"""Join characters along a line of a page, and recognise raised and struck ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.formats.raised import written
from corpus.struck import strike

_SMALL = 0.8
"""Share of the line's size below which a higher character is raised."""
_RISE = 0.15
"""Share of the line's size by which a raised character is above the line's bottom, at least."""
_NEAR = 40
"""Characters before a raised one that are examined."""
_MOST_PATHS = 5000
"""Paths of a page that are examined; a page with more is a drawing."""
_THIN = 2.0
"""Points of height below which a path may be a stroke through words."""
_THROUGH = (0.33, 0.68)
"""Share of a character's height between which a stroke goes through it and not below."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its place, in points from the lower left."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    font: float
    """Size of the font it is set in, by its own measure."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thin horizontal line."""

    left: float
    right: float
    height: float


class Run:
    """Adjacent characters on one line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._raised: list[str] = []
        self._struck: list[str] = []
        self._font = 0.0
        self._broken = False
        self.left = self.right = self.bottom = self.top = 0.0

    def __bool__(self) -> bool:
        return bool(self._pieces or self._raised or self._struck)

    def takes(self, glyph: Glyph) -> bool:
        """Return whether a character continues this run."""
        size, own = glyph.top - glyph.bottom, self.top - self.bottom
        middle, gap = (glyph.top + glyph.bottom) / 2, glyph.left - self.right
        return self.bottom < middle < self.top and -2 * size <= gap <= max(size, own)

    def space(self, *, drawn: bool) -> None:
        """Add a space; one that PDFium inserted does not separate a raised mark from its word."""
        if self._raised and not drawn:
            return
        self._end_raised(" ")
        self._broken = not drawn and bool(self._pieces) and not self._struck
        if self._struck:
            self._struck.append(" ")
        elif self._pieces:
            self._pieces.append(" ")

    def add(self, glyph: Glyph, *, is_struck: bool) -> None:
        """Add a character."""
        own, size = self.top - self.bottom, glyph.top - glyph.bottom
        if not self:
            self.left, self.right, self.bottom, self.top = glyph.left, glyph.right, glyph.bottom, glyph.top
        elif (
            self._pieces and size < _SMALL * own and glyph.bottom > self.bottom + _RISE * own and self._is_larger(glyph)
        ):
            if self._broken and glyph.left - self.right < _RISE * own:  # PDFium took the rise for a line's end
                while self._pieces[-1] == " ":
                    self._pieces.pop()
            self._broken = False
            self._raised.append(glyph.text)
            self.right = max(self.right, glyph.right)
            return
        self._broken = False
        self._end_raised(glyph.text)
        if not is_struck:
            self._end_struck()
        (self._struck if is_struck else self._pieces).append(glyph.text)
        self.left, self.right = min(self.left, glyph.left), max(self.right, glyph.right)
        if size > self.top - self.bottom:
            self.bottom, self.top = glyph.bottom, glyph.top
        self._font = max(self._font, glyph.font)

    def _is_larger(self, glyph: Glyph) -> bool:
        """Distinguish a smaller font from a character that is only drawn low, as a ligature of another font may be."""
        return glyph.font < 0.9 * self._font

    def text(self) -> str:
        """Give the text of the run."""
        self._end_raised("")
        self._end_struck()
        return "".join(self._pieces)

    def _end_raised(self, after: str) -> None:
        if self._raised:
            self._end_struck()
            self._pieces.append(written("".join(self._raised), "".join(self._pieces[-_NEAR:]), after))
            self._raised = []

    def _end_struck(self) -> None:
        if self._struck:
            self._pieces.append(strike("".join(self._struck)) or "")
            self._struck = []


def strokes(page: Any) -> list[Stroke]:
    """Find the thin horizontal lines of a page.

    Args:
        page: A page of pypdfium2.

    Returns:
        The lines; none for a page that is a drawing.
    """
    from pypdfium2 import PdfiumError, raw

    found: list[Stroke] = []
    try:
        for count, path in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4)):
            if count >= _MOST_PATHS:
                return []
            left, bottom, right, top = path.get_bounds()
            if top - bottom <= _THIN and right - left > 2 * (top - bottom):
                found.append(Stroke(left, right, (top + bottom) / 2))
    except PdfiumError:
        return []
    return found


def annotations(page: Any) -> tuple[list[Stroke], set[str]]:
    """Find strike-out annotations, and the kinds of other annotations, which are not read.

    Args:
        page: A page of pypdfium2.

    Returns:
        A stroke through each line that is struck out, and whether there are ``remarks`` and ``form fields``.
    """
    from pypdfium2 import raw

    found: list[Stroke] = []
    beside: set[str] = set()
    kinds = {raw.FPDF_ANNOT_TEXT: "remarks", raw.FPDF_ANNOT_FREETEXT: "remarks", raw.FPDF_ANNOT_WIDGET: "form fields"}
    corners = raw.FS_QUADPOINTSF()
    for place in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_PATHS)):
        annotation = raw.FPDFPage_GetAnnot(page, place)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        beside |= {kinds[kind]} if kind in kinds else set()
        if kind == raw.FPDF_ANNOT_STRIKEOUT:
            for quad in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), _MOST_PATHS)):
                if raw.FPDFAnnot_GetAttachmentPoints(annotation, quad, corners):
                    across, along = (
                        (corners.x1, corners.x2, corners.x3),
                        (corners.y1, corners.y2, corners.y3, corners.y4),
                    )
                    found.append(Stroke(min(across), max(across), sum(along) / 4))
        raw.FPDFPage_CloseAnnot(annotation)
    return found, beside


def crosses(found: Sequence[Stroke], glyph: Glyph) -> bool:
    """Return whether a stroke goes through a character."""
    size, middle = glyph.top - glyph.bottom, (glyph.left + glyph.right) / 2
    low, high = (glyph.bottom + share * size for share in _THROUGH)
    return any(low < each.height < high and each.left - 1 <= middle <= each.right + 1 for each in found)
