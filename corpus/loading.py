"""Folders and files to articles, with every file that gave none counted and explained."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from corpus.article import Article
from corpus.attribution import FileFacts, attribute
from corpus.dates import local_day
from corpus.errors import CorpusEmpty
from corpus.fetched import Fetched, read_fetched
from corpus.formats.draft import Draft, Unreadable
from corpus.ignoring import Selector, removal_of
from corpus.isolation import Isolation
from corpus.parsing import is_readable, needs_isolation, parse
from corpus.settings import LoadingSettings

_ALL = LoadingSettings()
REMOVED = "removed (qa add takes it back in)"
_BESIDE_PAGES = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_bestanden", "-filer")
"""What browsers add to a page's name to name the folder of its pictures and frames."""


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
    out, the folders browsers save beside a page, and those of an index. Links to folders are not
    followed, nor links to files outside the folder unless they are named themselves. A file named
    twice is given once. Files of formats that are not read, and removed ones, give a `Skip`.

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
        named = path.is_file()
        for file in [path.absolute()] if named else _walk(root, settings):
            if isinstance(file, Skip):
                yield file
            elif str(file) not in seen:
                seen.add(str(file))
                yield _judged(file, root, removed, named)


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
        if "CURRENT" in files and "builds" in folders:  # an index, with files that are no articles
            folders.clear()
            continue
        selector.enter(folder)
        beside = {f"{Path(name).stem}{ending}" for name in files if _is_page(name) for ending in _BESIDE_PAGES}
        shown = (name for name in folders if not name.startswith(".") and name not in beside)
        folders[:] = sorted(name for name in shown if selector.wants_folder(folder / name))
        for name in sorted(files):
            if not name.startswith(".") and selector.wants_file(folder / name):
                yield folder / name
    for error in closed:
        yield Skip(writable(str(error.filename)), f"folder cannot be read: {error.strerror}")
    for path, line, reason in selector.misread:
        yield Skip(writable(str(path)), reason, line)


def _is_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm", ".xhtml"))


def _judged(file: Path, root: Path, removed: frozenset[str], named: bool) -> SourceFile | Skip:
    """Tell a file to read from one that was removed, has another format, or is a link that leads elsewhere."""
    shown = writable(str(file))
    if shown in removed:
        return Skip(shown, REMOVED)
    if not is_readable(file.name):
        return Skip(shown, f"not a format that is read ({writable(file.suffix.lower()) or 'no ending'})")
    if not named and file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):
        return Skip(shown, "link out of the folder (name the file itself to read it)")
    return SourceFile(file, root)


class Loader:
    """Reads file after file; formats whose parsers could crash or hang go to a process of their own.

    Use it in one thread, and as a context, so that no process is left behind.

    Args:
        settings: Limits and names of fields.
        tick: Called every 0.1 s while a parser is waited for. What it raises passes through.

    Raises:
        SettingsInvalid: If the names of fields are not written as they should be.
    """

    def __init__(self, settings: LoadingSettings, tick: Callable[[], None] = lambda: None) -> None:
        if settings.fields:
            from corpus.formats.fields import FieldNames  # loads parsers, which few need here

            FieldNames.of(settings.fields)
        self._settings = settings
        self._isolation = Isolation(settings, tick)

    def load(self, file: SourceFile) -> Iterator[Article | Skip]:
        """Read the articles of one file.

        Nothing a file contains raises: it becomes a `Skip` with its reason.

        Args:
            file: The file to read.

        Yields:
            Articles in the file's order, and skips.
        """
        name = file.path.relative_to(file.root).as_posix()
        try:
            if not stat.S_ISREG(file.path.stat().st_mode):  # a pipe would be waited for
                yield Skip(writable(str(file.path)), "cannot be read: not a regular file")
                return
            isolated, fetched = needs_isolation(file.path.name), read_fetched(file.path)
            for draft in self._isolation.parse(file.path) if isolated else parse(file.path, self._settings):
                if isinstance(draft, Unreadable):
                    yield _skip(draft, file.path)
                else:
                    yield _article(draft, file.path, name, fetched)
        except OSError as error:
            yield Skip(writable(str(file.path)), f"cannot be read: {error.strerror or type(error).__name__}")

    def close(self) -> None:
        """End the parsers' process."""
        self._isolation.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def load_file(file: SourceFile, settings: LoadingSettings) -> Iterator[Article | Skip]:
    """Read the articles of a single file; for many, one `Loader` is quicker.

    Args:
        file: The file to read.
        settings: Limits and names of fields.

    Yields:
        Articles in the file's order, and skips.
    """
    with Loader(settings) as loader:
        yield from loader.load(file)


def _skip(unreadable: Unreadable, path: Path) -> Skip:
    shown = f"{path}/{unreadable.part}" if unreadable.part else str(path)
    return Skip(writable(shown), unreadable.reason, unreadable.line)


def _article(draft: Draft, path: Path, name: str, fetched: Fetched | None) -> Article:
    if fetched is not None and not _same_host(draft.url, fetched.final_url):
        draft = replace(draft, url=fetched.final_url)
    draft = attribute(draft, _file_facts(draft, path), datetime.now().astimezone().date())
    text = writable(draft.text)
    within = f"{name}/{draft.part}" if draft.part else name
    return Article(
        article_id=writable(draft.given_id or (within if draft.row is None else f"{within}:{draft.row}")),
        title=writable(draft.title or (f"{path.stem}, {draft.part}" if draft.part else path.stem)),
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


def _file_facts(draft: Draft, path: Path) -> FileFacts:
    """Tell the file's time where the file is the article; an export is younger than all that is in it."""
    seconds = None if draft.row is not None or draft.part else path.stat().st_mtime
    return FileFacts(path.stem, local_day(seconds))


def _same_host(told: str | None, fetched: str) -> bool:
    """Tell whether the address a page gives itself can be believed: it lies where the page came from."""
    try:
        return told is not None and urlsplit(told).netloc == urlsplit(fetched).netloc
    except ValueError:
        return False


def writable(text: str) -> str:
    """Replace lone surrogates, which no file can hold: broken escapes, names that are not UTF-8."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def with_distinct_ids(articles: Iterator[Article | Skip], taken: Callable[[str], bool]) -> Iterator[Article | Skip]:
    """Tell apart articles that carry the same id by ``~2``, ``~3`` ... in the order they come.

    Args:
        articles: Articles among skips, which pass through.
        taken: Tells whether an article of that id came before; asked when the next one comes.

    Yields:
        The articles, each with an id of its own.
    """
    last: dict[str, int] = {}
    for item in articles:
        if isinstance(item, Skip) or not taken(item.article_id):
            yield item
            continue
        name, count = item.article_id, last.get(item.article_id, 1)
        while taken(name):
            count += 1
            name = f"{item.article_id}~{count}"
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
