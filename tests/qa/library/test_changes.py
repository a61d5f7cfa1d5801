"""Changes of files: new, changed, moved and gone are distinguished."""

import os
from pathlib import Path
from typing import Any

import pytest

from corpus.settings import LoadingSettings
from index.store.rows import FileState
from qa.library.changes import FileChanges, compare_files, current_files, file_change


def test_new_changed_moved_and_gone_files_are_distinguished() -> None:
    indexed = {name: FileState(name, size, 1) for name, size in (("/a", 1), ("/b", 2), ("/c", 3), ("/d", 4))}
    current = {name: FileState(name, size, 1) for name, size in (("/a", 1), ("/b", 9), ("/e", 3), ("/f", 6))}
    assert compare_files(indexed, current) == FileChanges(("/f",), ("/b",), (("/c", "/e"),), ("/d",))
    assert not compare_files(indexed, indexed)


def test_a_file_is_looked_at_by_its_size_and_time(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("It turned.", encoding="utf-8")
    (state,) = current_files([tmp_path], LoadingSettings()).values()
    assert file_change(str(file), state) == "unchanged"
    assert file_change(str(file), None) == "changed"
    os.utime(file, (1, 1))
    assert file_change(str(file), state) == "changed"
    file.unlink()
    assert file_change(str(file), state) == "gone"
    assert current_files([tmp_path / "nowhere"], LoadingSettings()) == {}


@pytest.mark.parametrize("globs", [{"exclude": ("*.txt",)}, {"include": ("*.md",)}])
def test_files_that_would_not_be_read_are_not_looked_at(tmp_path: Path, globs: Any) -> None:
    (tmp_path / "a.txt").write_text("It turned.", encoding="utf-8")
    assert current_files([tmp_path], LoadingSettings(**globs)) == {}
