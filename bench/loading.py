"""Speed of reading files: all news articles as exported, and files of each format.

It includes all that a rebuild does with a file before chunking: parsing, in a separate process if the
format needs one, and detecting date, author and language.
"""

import itertools
import lzma
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from bench.support.report import Options, Report, Skipped, Table, at_least, script
from corpus.article import Article
from corpus.files import SourceFile
from corpus.formats.endings import NAMES
from corpus.loading import Loader
from corpus.settings import LoadingSettings

_FILES = Path(__file__).resolve().parent.parent / "tests" / "data" / "formats"
_TIMES = 20
_PLAIN = 3000
"""Number of articles that are also written as separate text files."""
_BAR = 150


def measure(options: Options) -> Report:
    """Read the news articles as one export and as text files, and the test files of each format."""
    export = options.data / "news_articles.jsonl.xz"
    if not export.exists():
        raise Skipped(f"{export} is not there")
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder, "news.jsonl")
        lines.write_bytes(lzma.decompress(export.read_bytes()))
        many, seconds = _read([lines])
        plain = _written(lines, Path(folder, "plain"))
        files, file_seconds = _read(plain)
    rows = []
    for path in sorted(_FILES.iterdir()):
        if path.suffix in NAMES and path.suffix not in (".md", ".json") and "encrypted" not in path.name:
            articles, taken = _read([path] * _TIMES)
            rows.append((path.name, f"{path.stat().st_size / 1000:.0f} kB", f"{articles / taken:,.0f}"))
    return Report(
        figures=(
            at_least(f"articles read a second, {many:,} of one export", many / seconds, _BAR, digits=0),
            at_least(f"articles read a second, {files:,} text files", files / file_seconds, _BAR, digits=0),
        ),
        notes=(
            f"Dated, attributed, their language detected; not cut, compared or embedded. Small files {_TIMES} times.",
        ),
        tables=(Table(("file", "size", "articles a second"), tuple(rows)),),
    )


def _read(paths: Iterable[Path]) -> tuple[int, float]:
    begun = time.monotonic()
    with Loader(LoadingSettings()) as loader:
        found = sum(
            isinstance(article, Article) for path in paths for article in loader.load(SourceFile(path, path.parent))
        )
    return found, time.monotonic() - begun


def _written(lines: Path, folder: Path) -> list[Path]:
    """Write the first articles of the export as text files."""
    folder.mkdir()
    with Loader(LoadingSettings()) as loader:
        articles = (item for item in loader.load(SourceFile(lines, lines.parent)) if isinstance(item, Article))
        for number, article in enumerate(itertools.islice(articles, _PLAIN)):
            (folder / f"{number}.txt").write_text(f"{article.title}\n\n{article.text}", encoding="utf-8")
    return sorted(folder.iterdir())


if __name__ == "__main__":
    script(measure, __doc__)
