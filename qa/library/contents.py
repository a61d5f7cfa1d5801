"""Manage what is indexed: add and remove folders and articles.

No file of the person's is ever changed or deleted: what is removed is left out of the index,
and the index remembers it until it is added again.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusEmpty, OperationFailed, QAError
from corpus.files import samples_folder, writable
from corpus.ignore import removal_of
from corpus.progress import OnProgress, silent
from corpus.settings import LoadingSettings
from index.rebuild.builder import RebuildSummary
from index.store.catalogue import ListedArticle, list_articles, named_articles, open_articles
from qa.library.changes import compare_files, current_files
from qa.library.rebuild import last_sources, made_settings, rebuild_index
from qa.settings import Settings


@dataclass(frozen=True, slots=True)
class Removal:
    """What a name given by the user removes from the index; one of the three, or nothing."""

    source: Path | None = None
    """A folder or file as it was named to be indexed."""
    folder: Path | None = None
    """A folder below one of those."""
    articles: tuple[ListedArticle, ...] = ()
    """One article, or all versions of one address."""
    candidates: tuple[ListedArticle, ...] = ()
    """Where the word may mean several articles: these, and nothing is taken out."""

    def __bool__(self) -> bool:
        """Return whether there is anything to take out."""
        return bool(self.source or self.folder or self.articles)


def add_paths(settings: Settings, paths: Sequence[Path], on_progress: OnProgress = silent) -> RebuildSummary:
    """Index more folders and files in addition to those indexed so far.

    Articles of theirs that were removed before are included again.

    Args:
        settings: Where the index is; it need not exist.
        paths: Folders and files, or entries of ``loading.removed``.
        on_progress: As for `qa.library.rebuild.rebuild_index`.

    Returns:
        Summary of the rebuild.

    Raises:
        CorpusEmpty: If a path does not exist.
        QAError: As `qa.library.rebuild.rebuild_index` raises.
    """
    removed = made_settings(settings).loading.removed
    named = [path.absolute() for path in paths if str(path) not in removed or path.exists()]
    for path in named:
        if not path.exists():
            raise CorpusEmpty(f"{path} does not exist.", "qa add PATH, with a folder or file that exists")
    kept = _without(removed, [*map(str, paths), *map(str, named)])
    if len(kept) < len(removed):
        settings = settings.choosing("loading.removed", kept)
    sources = [source for source in last_sources(settings.index) if source != samples_folder()]
    return rebuild_index(settings, [*sources, *_not_covered(settings, sources, named)], on_progress)


def has_files(settings: Settings, paths: Sequence[Path]) -> bool:
    """Return whether files are in the index as they are now.

    Args:
        settings: Where the index is; it need not exist.
        paths: The files.

    Returns:
        Whether all are.
    """
    try:
        with open_articles(settings.index) as store:
            indexed = {file.path: file for file in store.files()}
    except QAError:
        return False
    changes = compare_files(indexed, current_files(paths, LoadingSettings()))
    return not (changes.new or changes.changed or changes.moved)


def _without(removed: Sequence[str], again: Sequence[str]) -> list[str]:
    """Forget the removals of paths that are added again, and of everything below them."""
    names = [writable(name) for name in again]
    below = tuple(f"{name}{end}" for name in names for end in "#/\\")
    return [entry for entry in removed if entry not in names and not entry.startswith(below)]


def _not_covered(settings: Settings, sources: Sequence[Path], paths: Sequence[Path]) -> list[Path]:
    """Pick the paths that bring files which the sources do not; below a source, a glob may have left them out."""
    chosen = made_settings(settings).loading
    more: list[Path] = []
    read = set(current_files(sources, chosen))
    for path in dict.fromkeys(paths):
        known = [*sources, *more]
        if path not in known and not (_below(path, known) and read >= set(current_files([path], chosen))):
            more.append(path)
            read |= set(current_files([path], chosen))
    return more


def _below(path: Path, sources: Sequence[Path]) -> bool:
    return any(source in path.parents for source in sources)


def find_removal(settings: Settings, name: str, folder: Path) -> Removal:
    """Find what a name given for removal refers to.

    Args:
        settings: Where the index is.
        name: An indexed folder or file, a folder below one, or an article by what
            `index.store.catalogue.named_articles` knows it by.
        folder: The folder that relative paths start from.

    Returns:
        The removal; false if the name says nothing, or may mean several articles.

    Raises:
        QAError: As `open_articles` raises.
    """
    path = (folder / Path(name).expanduser()).absolute()
    sources = last_sources(settings.index)
    with open_articles(settings.index) as store:
        if path in sources:
            return Removal(source=path)
        if _below(path, sources) and any(path in Path(article.path).parents for article in list_articles(store)):
            return Removal(folder=path)
        articles = tuple(named_articles(store, name, folder))
    if len(articles) < 2 or all(article.url == name for article in articles):
        return Removal(articles=articles)
    return Removal(candidates=articles)


def remove(settings: Settings, removal: Removal, on_progress: OnProgress = silent) -> RebuildSummary:
    """Leave folders or articles out of the index from now on; their files stay.

    Args:
        settings: Where the index is.
        removal: From `find_removal`.
        on_progress: As for `qa.library.rebuild.rebuild_index`.

    Returns:
        Summary of the rebuild.

    Raises:
        OperationFailed: If nothing would be left to index.
        QAError: As `qa.library.rebuild.rebuild_index` raises.
    """
    sources = last_sources(settings.index)
    with open_articles(settings.index) as store:
        several = Counter(article.path for article in list_articles(store))
    gone = {removal.source} | {Path(article.path) for article in removal.articles if several[article.path] == 1}
    left = [source for source in sources if source not in gone]
    if not left:
        raise OperationFailed(
            f"{sources[0]} is all that is indexed, so nothing would be left.", "qa rebuild PATH, with another folder"
        )
    entries = [str(removal.folder)] if removal.folder else []
    for article in removal.articles:
        if Path(article.path) not in sources or several[article.path] > 1:
            alone = several[article.path] == 1
            entries.append(article.path if alone else removal_of(article.article_id, article.path))
    removed = [*made_settings(settings).loading.removed, *map(writable, entries)]
    return rebuild_index(settings.choosing("loading.removed", removed), left, on_progress)
