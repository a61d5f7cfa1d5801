"""The folder of an index while another process replaces its live build."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import IndexDamaged
from index.store.layout import IndexFolder

OLD, NEW = "20260101T000000-00000001", "20260102T000000-00000002"


@pytest.fixture
def index(tmp_path: Path) -> IndexFolder:
    for name in (OLD, NEW):
        (tmp_path / "builds" / name).mkdir(parents=True)
        (tmp_path / "builds" / name / "manifest.json").write_text("{}")
    (tmp_path / "CURRENT").write_text(OLD)
    return IndexFolder(tmp_path)


def test_a_build_removed_while_it_is_measured_gives_way_to_the_next(index: IndexFolder) -> None:
    def measure(build: Any) -> Any:
        if build.path.name == OLD:
            index.current.write_text(NEW)
            shutil.rmtree(build.path)
        return build.path.name, build.manifest.stat().st_size

    assert index.with_live(measure) == (NEW, 2)


def test_a_live_build_that_lacks_a_file_is_damaged(index: IndexFolder) -> None:
    with pytest.raises(IndexDamaged, match=r"articles\.sqlite of the live build is missing"):
        index.with_live(lambda build: (build.path / "articles.sqlite").read_bytes())
