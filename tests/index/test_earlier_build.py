"""An index made by an earlier release: it opens and answers, and nothing is embedded again."""

import zipfile
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from index.build import open_live
from index.rebuild.builder import rebuild
from index.rebuild.plan import plan
from index.settings import IndexSettings, RetrievalSettings

if TYPE_CHECKING:
    from tests.fakes import FakeEncoder

FILES = 10
PASSAGES = 81
OTHERWISE = 1
"""Passages that are read otherwise today: a picture's caption stands by itself before the text that follows it."""


@pytest.fixture
def earlier(data: Path, tmp_path: Path) -> Path:
    """The index that commit 46b4a94 made of the test articles with the stand-in encoder."""
    with zipfile.ZipFile(data / "earlier" / "format-2.zip") as packed:
        packed.extractall(tmp_path)
    return tmp_path / "index"


def test_an_earlier_index_opens_and_finds_what_it_found(earlier: Path, encoder: "FakeEncoder") -> None:
    build = open_live(earlier, encoder)
    try:
        assert build.store.count("passages") == PASSAGES
        (best, *_) = build.retriever(RetrievalSettings()).retrieve("Which lighthouse keeper", 5)
        assert best.passage.article_id.startswith("skerrow-lighthouse")
        article = build.store.article(best.passage.article_id)
        assert article.text[best.passage.start : best.passage.end] == best.passage.text
    finally:
        build.store.close()


def test_nothing_of_an_earlier_index_is_embedded_again_but_what_is_read_otherwise(
    earlier: Path, articles: Path, fakes: ModuleType, index_settings: IndexSettings
) -> None:
    encoder = fakes.FakeEncoder()
    planned = plan(earlier, [articles], encoder, index_settings)
    done = rebuild(earlier, [articles], encoder, index_settings)
    assert (planned.read, planned.embedded) == (FILES, OTHERWISE), "the code that read the files is another"
    assert (done.passages, done.embedded, done.reused) == (PASSAGES, OTHERWISE, PASSAGES - OTHERWISE)
    assert [text for text in encoder.encoded if "as it was found on 2 May" not in text] == []
