"""The source text that every format's document is made from, and the parts of it that must be read.

A block begins with a line ``@kind heading`` and ends with a blank line. Within a line, ``^1^`` is the
mark of a note, ``^^3^^`` a power, ``~~so~~`` struck out, and ``{time|noon}`` an element of a page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.sentences import sentences

_INLINE = re.compile(
    r"\^\^(?P<power>\d)\^\^|\^(?P<note>\d+)\^|~~(?P<struck>[^~]+)~~"
    r"|\{(?P<name>time|quote|data|abbr|ins)\|(?P<words>[^{}]+)\}"
)
_POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FOREIGN = ("offers", "signup", "comments", "wrong")
"""Kinds of blocks of which no sentence may become a passage."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one kind within a line."""

    kind: str
    """``text``, ``note``, ``power``, ``struck``, ``time``, ``quote``, ``data``, ``abbr`` or ``ins``."""
    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the source: a paragraph, a list, a table."""

    kind: str
    heading: str
    lines: tuple[str, ...]


def blocks_of(source: str) -> tuple[Block, ...]:
    """Read a source text.

    Args:
        source: The text.

    Returns:
        Its blocks, in order.
    """
    found = []
    for part in re.split(r"\n\s*\n", source.strip()):
        head, *lines = part.split("\n")
        kind, _, heading = head.removeprefix("@").partition(" ")
        found.append(Block(kind, heading, tuple(lines)))
    return tuple(found)


def pieces_of(line: str) -> list[Piece]:
    """Split a line at its marks.

    Args:
        line: A line of a block.

    Returns:
        Its pieces, in order; none is empty.
    """
    pieces: list[Piece] = []
    at = 0
    for match in _INLINE.finditer(line):
        pieces.append(Piece("text", line[at : match.start()]))
        kind = next(name for name in ("power", "note", "struck", "name") if match[name])
        pieces.append(Piece(match["name"], match["words"]) if kind == "name" else Piece(kind, match[kind]))
        at = match.end()
    pieces.append(Piece("text", line[at:]))
    return [piece for piece in pieces if piece.words]


def as_read(line: str) -> str:
    """Convert a line to the text for the reader: without note marks and struck-out words."""
    written = {"note": "", "struck": " "}
    words = "".join(
        written.get(piece.kind, piece.words.translate(_POWERS) if piece.kind == "power" else _quoted(piece))
        for piece in pieces_of(line)
    )
    return " ".join(words.split())


def _quoted(piece: Piece) -> str:
    return f"“{piece.words}”" if piece.kind == "quote" else piece.words


def answerable(block: Block) -> list[str]:
    """List the sentences of a block that must be found in some passage.

    Args:
        block: A block of the source.

    Returns:
        Sentences as they are read; none of a title, a byline, and what is not the article's.
    """
    if block.kind in (*FOREIGN, "title", "byline"):
        return []
    if block.kind == "table":
        names, *rows = ([cell.strip() for cell in line.split("|")] for line in block.lines)
        return [f"{row[0]}, {name}: {cell}" for row in rows for name, cell in zip(names[1:], row[1:], strict=True)]
    lines = (
        [half.strip() for line in block.lines for half in line.split("|")] if block.kind == "entries" else block.lines
    )
    found = []
    for line in map(as_read, lines):
        found += [line[start:end] for start, end in sentences(line, 0, len(line))]
    return found


def foreign(block: Block) -> list[str]:
    """List the words of a block that must be in no passage: others' words, and struck-out ones."""
    if block.kind == "wrong":
        return [line.partition("|")[2].strip() for line in block.lines]
    if block.kind in FOREIGN:
        return [half.strip() for line in block.lines for half in line.split("|")]
    return [piece.words for line in block.lines for piece in pieces_of(line) if piece.kind == "struck"]


def alike(one: str, other: str) -> float:
    """Return the share of common word pairs of two sentences, 0 to 1."""
    first, second = (set(pairwise(text.split())) for text in (one, other))
    return len(first & second) / max(min(len(first), len(second)), 1)


def tokens_of(texts: Sequence[str]) -> set[str]:
    """List the words and figures of texts."""
    return {token for text in texts for token in re.findall(r"\w+", text)}
