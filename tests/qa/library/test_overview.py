"""The overview of a user's library."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.files import samples_folder
from index.build import Build
from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from index.store.overview import overview_of
from qa.library.overview import library_of

if TYPE_CHECKING:
    from tests.fakes import FakeEncoder


def test_it_tells_the_folders_and_when_they_were_indexed(
    tmp_path: Path, articles: Path, build: Build, encoder: "FakeEncoder", index_settings: IndexSettings
) -> None:
    rebuild(tmp_path / "index", [articles], encoder, index_settings)
    library = library_of(overview_of(build.store), tmp_path / "index")
    assert library.folders == (articles,)
    assert not library.is_samples
    assert abs((datetime.now(UTC) - library.made).total_seconds()) < 3600


def test_the_samples_are_known(
    tmp_path: Path, build: Build, encoder: "FakeEncoder", index_settings: IndexSettings
) -> None:
    rebuild(tmp_path / "index", [samples_folder()], encoder, index_settings)
    assert library_of(overview_of(build.store), tmp_path / "index").is_samples


def test_where_there_is_no_manifest_the_rest_is_reported(tmp_path: Path, build: Build) -> None:
    library = library_of(overview_of(build.store), tmp_path)
    assert (library.folders, library.made, library.is_samples) == ((), None, False)
