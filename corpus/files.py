"""Find the files to read in folders, and the reasons why others are skipped."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from corpus.errors import CorpusEmpty
from corpus.ignore import Selector
from corpus.parsing.parse import is_readable
from corpus.settings import LoadingSettings

_ALL = LoadingSettings()
LEFT_OUT = "left out of an article: "
"""Prefix of the reason of a `Skip` that is a part of an article; the rest of the article is indexed."""
REMOVED = "removed (qa add takes it back in)"
_BESIDE_PAGES = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_bestanden", "-filer")
"""Suffixes that browsers add to a page's name for the folder of its pictures and frames."""


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

    Hidden files and folders are skipped silently, and so are those that the globs or a ``.qaignore``
    exclude, the folders browsers save with a page, and those of an index. Links to folders are not
    followed, nor links to files outside the folder unless they are named themselves. A file named
    twice is yielded once. Files of formats that are not read, and removed ones, give a `Skip`.

    Args:
        paths: Folders or files.
        settings: The globs and removals.

    Yields:
        Files to read, and those that cannot be.

    Raises:
        CorpusEmpty: If a path does not exist.
        SettingsInvalid: If a glob cannot be parsed.
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
    """Decide whether a file is read, or skipped as removed, of another format, or a link out of the folder."""
    shown = writable(str(file))
    if shown in removed:
        return Skip(shown, REMOVED)
    if not is_readable(file.name):
        return Skip(shown, f"not a format that is read ({writable(file.suffix.lower()) or 'no ending'})")
    if not named and file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):
        return Skip(shown, "link out of the folder (name the file itself to read it)")
    return SourceFile(file, root)


def writable(text: str) -> str:
    """Replace lone surrogates, which cannot be encoded: broken escapes, names that are not UTF-8."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
