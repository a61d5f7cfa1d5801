"""Load articles from files; what gives no article is yielded as a skip, with its reason."""

import hashlib
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from corpus.article import Article
from corpus.characters import composed, settled
from corpus.draft import Draft, Unreadable
from corpus.entries import entry_marks
from corpus.fetch_record import Fetched, read_fetched
from corpus.files import Skip, SourceFile, writable
from corpus.formats.tables.written import with_written_tables
from corpus.ignore import removal_of
from corpus.metadata.attribution import FileFacts, attribute
from corpus.metadata.dates import local_day
from corpus.parsing.isolation import Isolation
from corpus.parsing.parse import needs_isolation, parse
from corpus.settings import LoadingSettings
from corpus.untitled import title_of_untitled


class Loader:
    """Reads file after file; formats whose parsers could crash or hang are parsed in a separate process.

    Use it in one thread, and as a context manager, so that no process is left running.

    Args:
        settings: Limits and names of fields.
        tick: Called every 0.1 s while waiting for a parser. Its exceptions pass through.

    Raises:
        SettingsInvalid: If the names of fields are malformed.
    """

    def __init__(self, settings: LoadingSettings, tick: Callable[[], None] = lambda: None) -> None:
        if settings.fields:
            from corpus.formats.exports.records import FieldNames  # loads parsers, which few need here

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
        """End the use of the parsers' process."""
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
    draft = with_written_tables(_attributed(settled(draft), _file_facts(draft, path)))
    text = writable(draft.text)
    within = f"{name}/{draft.part}" if draft.part else name
    return Article(
        article_id=writable(draft.given_id or (within if draft.row is None else f"{within}:{draft.row}")),
        title=writable(draft.title or title_of_untitled(text, draft, path)),
        path=writable(str(path)),
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        published=draft.published,
        source=draft.source and writable(draft.source),
        author=draft.author and writable(composed(draft.author)),
        url=draft.url and writable(draft.url),
        format=draft.format,
        row=draft.row,
        body=draft.body,
        modified=draft.modified,
        date_from=draft.date_from,
        language=draft.language,
        left_out=draft.left_out,
        marks=draft.marks or entry_marks(text, draft.body),
    )


def _attributed(draft: Draft, facts: FileFacts) -> Draft:
    """Find dates and names in the composed text; offsets stay those of the text itself."""
    today = datetime.now().astimezone().date()
    read = composed(draft.text)
    if read == draft.text:
        return attribute(draft, facts, today)
    return replace(attribute(replace(draft, text=read), facts, today), text=draft.text, body=draft.body)


def _file_facts(draft: Draft, path: Path) -> FileFacts:
    """Give the file's name, and its time if the file is the article; an export is newer than its articles."""
    seconds = None if draft.row is not None or draft.part else path.stat().st_mtime
    return FileFacts(path.stem, local_day(seconds))


def _same_host(claimed: str | None, fetched: str) -> bool:
    """Return whether the address a page claims can be trusted: it has the host the page was fetched from."""
    try:
        return claimed is not None and urlsplit(claimed).netloc == urlsplit(fetched).netloc
    except ValueError:
        return False


class DistinctIds:
    """Makes the ids of articles distinct by ``~2``, ``~3`` ... in the order they come.

    Args:
        taken: Returns whether an id is already in use.
    """

    def __init__(self, taken: Callable[[str], bool]) -> None:
        self._taken = taken
        self._last: dict[str, int] = {}

    def distinct(self, article: Article) -> Article:
        """Give an article an id that no earlier one has; its own if that is free."""
        if not self._taken(article.article_id):
            return article
        name, count = article.article_id, self._last.get(article.article_id, 1)
        while self._taken(name):
            count += 1
            name = f"{article.article_id}~{count}"
        self._last[article.article_id] = count
        return replace(article, article_id=name)


def is_removed(article: Article, removed: Collection[str]) -> bool:
    """Return whether an article was removed on its own, once its id is distinct.

    Args:
        article: The article.
        removed: The setting ``loading.removed``.

    Returns:
        Whether it is among them.
    """
    return removal_of(article.article_id, article.path) in removed
