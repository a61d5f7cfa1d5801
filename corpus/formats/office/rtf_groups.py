"""Move groups of Rich Text that striprtf skips to the end: notes and the text of boxes.

They may be in the middle of a word, and become paragraphs at the end of the document.
"""

import re

_KEPT = re.compile(r"\{(?:\\\*)?\\(?:footnote|shptxt)(?![a-z])-?\d* ?")
_BRACE = re.compile(r"\\[{}\\]|[{}]")
_NUMBER = re.compile(r"\\chftn(?![a-z]) ?")
_EMPTY = re.compile(r"\{(?:\\[a-z]+(?![a-z])-?\d* ?)*\}")
_LABEL = re.compile(r"^\s*[.:)]?\s*")
_FONT = re.compile(r"(\{\\f\d+)(?=(?:(?!\\fcharset)[^{}])*\})")
_MOST = 20_000
"""Groups of one file that are moved, at most."""


def lifted(source: str) -> str:
    """Move notes and boxes to the end of a document.

    Args:
        source: Rich Text.

    Returns:
        The same with them in paragraphs before its last brace; unchanged where it has none.
    """
    around: list[str] = []
    kept: list[str] = []
    at = 0
    while len(kept) < _MOST and (found := _KEPT.search(source, at)):
        end = _end_of(source, found.start())
        around.append(source[at : found.start()])
        kept.append(source[found.end() : end - 1])
        at = end
    rest, brace, after = source[at:].rpartition("}")
    if not kept or not brace:
        return source
    text = _bare("".join((*around, rest)))
    notes = (_LABEL.sub("", _bare(each)) for each in kept)
    return text + "".join(f"{{\\par {each}\\par}}" for each in notes) + brace + after


def with_charsets(source: str) -> str:
    """Name a character set for each font of the table; striprtf takes the next font's for one that has none."""
    begun = source.find("{\\fonttbl")
    if begun < 0:
        return source
    end = _end_of(source, begun)
    return source[:begun] + _FONT.sub(r"\1\\fcharset1", source[begun:end]) + source[end:]


def _bare(source: str) -> str:
    """Drop placeholders for note numbers, and the groups that held nothing else."""
    return _EMPTY.sub("", _NUMBER.sub("", source))


def _end_of(source: str, start: int) -> int:
    """Find where a group ends: the offset after its brace, or the length of a source that never closes it."""
    depth = 0
    for brace in _BRACE.finditer(source, start):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return brace.end()
    return len(source) + 1
