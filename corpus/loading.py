"""Folders and files to articles, with every file that gave none counted and explained."""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from corpus.article import Article
from corpus.errors import CorpusEmpty
from corpus.formats import READERS, Draft, Unreadable
from corpus.ignoring import Selector, removal_of
from corpus.settings import LoadingSettings

_ALL = LoadingSettings()
REMOVED = "removed (qa add takes it back in)"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that may hold articles."""

    path: Path
    """Absolute."""
    root: Path
    """The folder it was found under; the file's own folder where a file was named."""


@dataclass(frozen=True, slots=True)
class Skip:
    """A file, or a line of one, that gave no article."""

    path: str
    reason: str
    """A few words, the same for all of a kind so that they can be counted."""
    line: int | None = None


def samples_folder() -> Path:
    """Find the sample articles that are installed with the package."""
    return Path(str(resources.files("corpus") / "samples"))


def find_files(paths: Sequence[Path], settings: LoadingSettings = _ALL) -> Iterator[SourceFile | Skip]:
    """Walk folders for files, in an order that does not depend on the file system.

    Hidden files and folders are passed over, and so is what the globs or a ``.qaignore`` leave
    out; links to folders are not followed, and a file named twice is given once. Files of
    formats that are not read, and removed ones, give a `Skip`.

    Args:
        paths: Folders or files.
        settings: The globs and removals.

    Yields:
        Files to read, and those that cannot be.

    Raises:
        CorpusEmpty: If a path does not exist.
        SettingsInvalid: If a glob is not one.
    """
    seen: set[str] = set()
    removed = frozenset(settings.removed)
    for path in paths:
        _check_exists(path)
        root = path.absolute() if path.is_dir() else path.absolute().parent
        for file in [path.absolute()] if path.is_file() else _walk(root, settings):
            if isinstance(file, Skip):
                yield file
            elif str(file) not in seen:
                seen.add(str(file))
                yield Skip(str(file), REMOVED) if str(file) in removed else _judged(file, root)


def _check_exists(path: Path) -> None:
    try:
        path.stat()
    except FileNotFoundError:
        raise CorpusEmpty(f"{path} does not exist.", "qa rebuild PATH, with a folder or file that exists") from None
    except OSError as error:
        raise CorpusEmpty(f"{path} cannot be read: {error.strerror}.") from None


def _walk(root: Path, settings: LoadingSettings) -> Iterator[Path | Skip]:
    closed: list[OSError] = []
    selector = Selector(root, settings)
    for at, folders, files in os.walk(root, onerror=closed.append):
        folder = Path(at)
        selector.enter(folder)
        shown = (name for name in folders if not name.startswith("."))
        folders[:] = sorted(name for name in shown if selector.wants_folder(folder / name))
        for name in sorted(files):
            if not name.startswith(".") and selector.wants_file(folder / name):
                yield folder / name
    for error in closed:
        yield Skip(writable(str(error.filename)), f"folder cannot be read: {error.strerror}")
    for path, line, reason in selector.misread:
        yield Skip(writable(str(path)), reason, line)


def _judged(file: Path, root: Path) -> SourceFile | Skip:
    """Tell a file to read from one of another format."""
    shown = writable(str(file))
    if file.suffix.lower() not in READERS:
        return Skip(shown, f"not a format that is read ({writable(file.suffix.lower()) or 'no ending'})")
    return SourceFile(file, root)


def load_file(file: SourceFile, settings: LoadingSettings) -> Iterator[Article | Skip]:
    """Read the articles of one file.

    Nothing a file contains raises: it becomes a `Skip` with its reason.

    Args:
        file: The file to read.
        settings: The size limit.

    Yields:
        Articles in the file's order, and skips.
    """
    reader = READERS[file.path.suffix.lower()]
    name = file.path.relative_to(file.root).as_posix()
    try:
        if not stat.S_ISREG(file.path.stat().st_mode):  # a pipe would be waited for
            yield Skip(writable(str(file.path)), "cannot be read: not a regular file")
            return
        for draft in reader(file.path, settings.max_megabytes * 1_000_000):
            if isinstance(draft, Unreadable):
                yield Skip(writable(str(file.path)), draft.reason, draft.line)
            else:
                yield _article(draft, file.path, name)
    except OSError as error:
        yield Skip(writable(str(file.path)), f"cannot be read: {error.strerror or type(error).__name__}")


def _article(draft: Draft, path: Path, name: str) -> Article:
    text = writable(draft.text)
    row = None if draft.row is None else f"{name}:{draft.row}"
    return Article(
        article_id=writable(draft.given_id or row or name),
        title=writable(draft.title or path.stem),
        path=writable(str(path)),
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        published=draft.published,
        source=draft.source and writable(draft.source),
        author=draft.author and writable(draft.author),
        url=draft.url and writable(draft.url),
        format=draft.format,
        row=draft.row,
        body=draft.body,
        modified=draft.modified,
        date_from=draft.date_from,
        language=draft.language,
        marks=draft.marks,
    )


def writable(text: str) -> str:
    """Replace lone surrogates, which no file can hold: broken escapes, names that are not UTF-8."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def with_distinct_ids(articles: Iterator[Article | Skip]) -> Iterator[Article | Skip]:
    """Tell apart articles that carry the same id by ``~2``, ``~3`` ... in the order they come."""
    used: set[str] = set()
    last: dict[str, int] = {}
    for item in articles:
        if isinstance(item, Skip):
            yield item
            continue
        name, count = item.article_id, last.get(item.article_id, 1)
        while name in used:
            count += 1
            name = f"{item.article_id}~{count}"
        used.add(name)
        last[item.article_id] = count
        yield replace(item, article_id=name)


def without_removed(articles: Iterator[Article | Skip], settings: LoadingSettings) -> Iterator[Article | Skip]:
    """Leave out the articles that were removed, once their ids are distinct."""
    removed = frozenset(settings.removed)
    for item in articles:
        if isinstance(item, Article) and removal_of(item.article_id, item.path) in removed:
            yield Skip(item.path, REMOVED, item.row)
        else:
            yield item
