"""Decide which files of a folder are read: by the globs of the settings, and ``.qaignore`` files.

Patterns are those of ``.gitignore``, as the library pathspec understands them (MPL-2.0, pure
Python, imported only where there is a pattern): ``*.tmp``, ``drafts/``, ``/top-level-only.md``,
``**/old/*.txt``, ``!but-this.md``. A deeper ``.qaignore`` overrides those above it.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import SettingsInvalid
from corpus.settings import LoadingSettings

IGNORE_FILE = ".qaignore"


class Selector:
    """Decides about the files below one folder, while it is walked from the top.

    Args:
        root: The folder.
        settings: The globs.

    Raises:
        SettingsInvalid: If a glob cannot be parsed.
    """

    def __init__(self, root: Path, settings: LoadingSettings) -> None:
        self._root = root
        self._include = _chosen("loading.include", settings.include)
        self._exclude = _chosen("loading.exclude", settings.exclude)
        self._removed = frozenset(settings.removed)
        self._ignoring: dict[Path, _Patterns] = {}
        self.misread: list[tuple[Path, int | None, str]] = []
        """Ignore files, or lines of them, that could not be read: path, line and reason."""

    def enter(self, folder: Path) -> None:
        """Read the ignore file of a folder, if there is one, before its contents are judged."""
        path = folder / IGNORE_FILE
        try:
            lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        except FileNotFoundError:
            return
        except OSError as error:
            self.misread.append((path, None, f"cannot be read: {error.strerror}"))
            return
        bad = [(path, number, "not a pattern") for number, line in enumerate(lines, start=1) if not _is_pattern(line)]
        self.misread += bad
        self._ignoring[folder] = _Patterns([line for line in lines if _is_pattern(line)])

    def wants_folder(self, folder: Path) -> bool:
        """Return whether a folder is walked; as with git, nothing in an ignored folder can be re-included."""
        return str(folder) not in self._removed and not self._excluded(folder, folders=True)

    def wants_file(self, file: Path) -> bool:
        """Return whether a file is read."""
        if self._include is not None and not self._include.judge(file, self._root):
            return False
        return not self._excluded(file)

    def _excluded(self, path: Path, *, folders: bool = False) -> bool:
        if self._exclude is not None and self._exclude.judge(path, self._root, folders=folders):
            return True
        if not self._ignoring:
            return False
        for folder in path.parents:  # the deepest first
            patterns = self._ignoring.get(folder)
            verdict = patterns.judge(path, folder, folders=folders) if patterns else None
            if verdict is not None:
                return verdict
            if folder == self._root:
                break
        return False


class _Patterns:
    """A compiled list of patterns.

    Args:
        lines: The patterns.

    Raises:
        ValueError: If one of them is not a pattern.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        from pathspec import GitIgnoreSpec  # 40 ms: only where there is a pattern

        # A folder is matched by its bare name, which a pattern that ends with a slash would not match.
        named = [line.rstrip().removesuffix("/") or line for line in lines]
        self._files = GitIgnoreSpec.from_lines(lines, backend="simple")
        self._folders = GitIgnoreSpec.from_lines(named, backend="simple")

    def judge(self, path: Path, folder: Path, *, folders: bool = False) -> bool | None:
        """Return whether the last matching pattern matches (True) or negates (False) a path; None if none matches."""
        spec = self._folders if folders else self._files
        return spec.check_file(path.relative_to(folder).as_posix()).include


def _chosen(key: str, patterns: Sequence[str]) -> _Patterns | None:
    """Compile a setting's patterns; None if there are none."""
    for pattern in patterns:
        if not _is_pattern(pattern):
            raise SettingsInvalid(f"{key} has {pattern!r}, which is not a .gitignore pattern.")
    return _Patterns(patterns) if patterns else None


def _is_pattern(line: str) -> bool:
    try:
        _Patterns([line])
    except (ValueError, re.error):
        return False
    return True


def removal_of(article_id: str, path: str) -> str:
    """Write an article that is one of several in its file as an item of ``loading.removed``.

    For the only article of a file, the item is the path alone, and the file is not read at all.
    """
    return f"{path}#{article_id}"
