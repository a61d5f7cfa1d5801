"""The plan of a rebuild agrees with the rebuild."""

import hashlib
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from index.rebuild.builder import rebuild
from index.rebuild.embedding_cache import PendingVectors
from index.rebuild.plan import plan
from index.settings import IndexSettings


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def everything(folder: Any) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_a_first_rebuild_reads_and_embeds_all(
    index: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType
) -> None:
    encoder = fakes.FakeEncoder()
    planned = plan(index, [articles], encoder, index_settings)
    assert encoder.encoded == []
    assert not index.exists()
    done = rebuild(index, [articles], encoder, index_settings)
    assert (planned.articles, planned.passages, planned.embedded) == (done.articles, done.passages, done.embedded)
    assert planned.read == planned.files == 10
    assert (planned.dropped_articles, planned.dropped_passages, planned.kept) == (0, 0, 0)
    assert planned.skipped == done.skipped


def test_what_is_planned_is_what_is_done_and_nothing_is_changed(
    index: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType
) -> None:
    rebuild(index, [articles], fakes.FakeEncoder(), index_settings)
    mill = articles / "tide-mill-flour.md"
    mill.write_text(mill.read_text(encoding="utf-8").replace("5.2 metres", "6.1 metres"), encoding="utf-8")
    (articles / "new.txt").write_text("A zeppelin landed in Aldermere on 3 May.", encoding="utf-8")
    (articles / "latin1.txt").unlink()
    before = everything(index)
    planned = plan(index, [articles], fakes.FakeEncoder(), index_settings)
    assert everything(index) == before
    encoder = fakes.FakeEncoder()
    done = rebuild(index, [articles], encoder, index_settings)
    assert (planned.articles, planned.passages) == (done.articles, done.passages)
    assert planned.embedded == done.embedded == len(encoder.encoded) > 1
    assert planned.read == 2
    assert planned.dropped_articles == 1
    assert planned.dropped_passages > 1, "those of the article that is gone, and the one that changed"


def test_another_encoder_embeds_all_again(
    index: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType
) -> None:
    rebuild(index, [articles], fakes.FakeEncoder(), index_settings)
    planned = plan(index, [articles], fakes.FakeEncoder(fingerprint="other"), index_settings)
    assert planned.embedded > 20
    assert planned.read == planned.files


def test_what_an_interrupted_rebuild_kept_is_distinguished(
    index: Path, articles: Path, index_settings: IndexSettings, fakes: Any
) -> None:
    class Few(fakes.FakeEncoder):
        def encode_passages(self, texts: Any) -> Any:
            if len(self.encoded) >= 16:
                raise KeyboardInterrupt
            return super().encode_passages(texts)

    few = Few()
    with pytest.raises(KeyboardInterrupt):
        rebuild(index, [articles], few, index_settings)
    planned = plan(index, [articles], fakes.FakeEncoder(), index_settings)
    assert planned.kept == len(set(few.encoded)) > 8
    done = rebuild(index, [articles], fakes.FakeEncoder(), index_settings)
    assert done.embedded == planned.embedded


def test_kept_work_that_cannot_be_read_counts_for_nothing(
    index: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType
) -> None:
    index.mkdir()
    PendingVectors(index / "pending.sqlite", 4).close()
    (index / "pending.sqlite").write_bytes(np.arange(999).tobytes())
    assert plan(index, [articles], fakes.FakeEncoder(), index_settings).kept == 0
