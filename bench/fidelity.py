"""What each format keeps, loses, changes and invents of one source text.

The documents of tests/data/fidelity are made from source.txt: notes, struck-out words, tables, entries,
captions, boxes, and material that is not part of the article. Each is read and chunked as in a rebuild.
A sentence is kept if a passage contains it as the reader receives it, ignoring white space; changed, if a
passage contains most of it; otherwise lost. Every word that is in no sentence of the article is invented,
including words of other articles that became passages.
"""

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.support.report import Options, Report, Table, at_most, script
from bench.support.source_text import FOREIGN, Block, alike, answerable, as_read, blocks_of, foreign, tokens_of
from corpus.article import Article
from corpus.chunking import chunk
from corpus.files import SourceFile
from corpus.loading import Loader
from corpus.settings import ChunkingSettings, LoadingSettings
from corpus.struck import readable

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "data" / "fidelity"
_ALIKE = 0.6
"""Minimum share of a sentence's word pairs at which a sentence of a passage counts as the same one, changed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of each sentence of a source in one document."""

    kept: tuple[str, ...]
    lost: tuple[str, ...]
    changed: tuple[str, ...]
    invented: tuple[str, ...]


def measure(options: Options) -> Report:  # noqa: ARG001 - every measurement has them
    """Read every document of the conformance corpus."""
    found = dict(outcomes(FOLDER))
    totals = Counter[str]()
    rows = []
    for name, outcome in found.items():
        counts = {what: len(getattr(outcome, what)) for what in ("kept", "lost", "changed", "invented")}
        totals.update(counts)
        rows.append((name, *(str(count) for count in counts.values())))
    return Report(
        figures=tuple(
            at_most(f"conformance: {what}, {len(found)} documents", totals[what], 0, digits=0)
            for what in ("lost", "changed", "invented")
        ),
        tables=(Table(("document", "kept", "lost", "changed", "invented"), tuple(rows)),),
        notes=tuple(
            f"{name}, {what}: {' / '.join(getattr(outcome, what))}"
            for name, outcome in found.items()
            for what in ("lost", "changed", "invented")
            if getattr(outcome, what)
        ),
    )


def outcomes(folder: Path) -> Iterator[tuple[str, Outcome]]:
    """Read the documents of a folder.

    Args:
        folder: The folder of source.txt, made.json and the documents named in it.

    Yields:
        Each document's name and the outcome of each sentence in it.
    """
    blocks = blocks_of((folder / "source.txt").read_text(encoding="utf-8"))
    with Loader(LoadingSettings()) as loader:
        for name, kinds in json.loads((folder / "made.json").read_text(encoding="utf-8")).items():
            items = list(loader.load(SourceFile(folder / name, folder)))
            articles = [item for item in items if isinstance(item, Article)]
            yield name, compared([block for block in blocks if block.kind in kinds], articles)


def read(content: bytes, name: str) -> list[Article]:
    """Read the articles of one document.

    Args:
        content: The document.
        name: Its file's name.

    Returns:
        The articles in it.
    """
    with tempfile.TemporaryDirectory() as folder, Loader(LoadingSettings()) as loader:
        path = Path(folder, name)
        path.write_bytes(content)
        return [article for article in loader.load(SourceFile(path, path.parent)) if isinstance(article, Article)]


def compared(blocks: Sequence[Block], articles: Sequence[Article]) -> Outcome:
    """Compare the sentences of a source with the passages of articles.

    Args:
        blocks: The source, without what the format cannot express.
        articles: The articles that were read.

    Returns:
        Its sentences by outcome, and words that are in no sentence.
    """
    passages = [_told(each.text) for article in articles for each in chunk(article, _CUT, _count)]
    kept: list[str] = []
    lost: list[str] = []
    changed: list[str] = []
    for sentence in (sentence for block in blocks for sentence in answerable(block)):
        if any(sentence in passage for passage in passages):
            kept.append(sentence)
        else:
            near = any(alike(sentence, passage) >= _ALIKE for passage in passages)
            (changed if near else lost).append(sentence)
    others = [words for block in blocks for words in foreign(block)]
    invented = tokens_of(passages) - _own_words(blocks)
    invented |= {words for words in others if any(words in passage for passage in passages)}
    return Outcome(tuple(kept), tuple(lost), tuple(changed), tuple(sorted(invented)))


def _told(passage: str) -> str:
    """Return a passage as the reader receives it, without the space that a mark leaves before a comma."""
    return re.sub(r" (?=[,.;:!?)”])", "", " ".join(readable(passage).split()))


_CUT = ChunkingSettings(size=60)


def _count(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def _own_words(blocks: Sequence[Block]) -> set[str]:
    """List the words of a source that may occur in a passage; a note may be preceded by its number."""
    own = [as_read(line).replace("|", " ") for block in blocks if block.kind not in FOREIGN for line in block.lines]
    headings = [block.heading for block in blocks if block.kind not in FOREIGN]
    numbers = [str(at) for block in blocks if block.kind == "notes" for at, _ in enumerate(block.lines, start=1)]
    return tokens_of([*own, *headings, *numbers]) | {"Correction"}


if __name__ == "__main__":
    script(measure, __doc__)
