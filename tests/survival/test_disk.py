"""Disk errors during a build: reported with the space needed, and the old index is unchanged."""

import json
import os
import re
import shutil
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import OperationFailed
from index.rebuild.builder import rebuild
from index.rebuild.disk import Estimate, check_space
from index.settings import IndexSettings
from index.store.layout import IndexFolder
from tui.text.remedies import remedy_text

if TYPE_CHECKING:
    from tests.conftest import Run

LIMITED = """
import json, resource, shutil, sys
from pathlib import Path
from corpus.errors import QAError
from faults import SETTINGS, answer, in_a_process, rebuild
from fakes import FakeEncoder

index, articles = Path(sys.argv[1]), Path(sys.argv[2])

def under(limit):
    def work(told):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            rebuild(index, [articles], FakeEncoder(), SETTINGS)
        except QAError as error:
            print(json.dumps([limit, type(error).__name__, str(error), answer(index)]), flush=True)
    return work

for limit in json.loads(sys.argv[3]):
    for line in in_a_process(under(limit)):
        print(json.dumps([limit, "escaped", line, ""]))
"""


@pytest.fixture
def indexed(tmp_path: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType) -> Path:
    """An index whose articles have grown since."""
    (articles / "quarry-sea-dragon.html").unlink()
    rebuild(tmp_path / "index", [articles], fakes.FakeEncoder(), index_settings)
    for number in range(30):
        (articles / f"new{number}.txt").write_text(f"Zeppelin number {number} landed.", encoding="utf-8")
    return tmp_path / "index"


@pytest.mark.skipif(os.name == "nt", reason="limits are POSIX's")
def test_files_that_may_not_grow_leave_the_old_index_and_say_what_is_needed(
    script: "Run", indexed: Path, articles: Path
) -> None:
    """Each limit is met at another file: the store, kept work, the dense and the lexical index, the manifest."""
    limits = [100, 2_000, 8_000, 20_000, 40_000, 60_000, 90_000]
    done = script(LIMITED, indexed, articles, json.dumps(limits))
    payloads = [json.loads(line) for line in done.out.splitlines()]
    assert [limit for limit, *_ in payloads] == limits, done.err
    for _, kind, message, output in payloads:
        assert kind == "OperationFailed", message
        assert str(indexed) in message
        assert re.search(
            r"takes about [\d.,]+ [kM]B, of which [\d.,]+ [kM]B are written; [\d.,]+ [kM]B are free", message
        )
        assert "untouched" in message
        assert "5.2 metres" in output
    assert len(list((indexed / "builds").iterdir())) == 1


@pytest.mark.parametrize("stage", ["loading", "embedding", "indexing", "checking"])
def test_a_folder_that_vanishes_is_reported(
    indexed: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType, stage: str
) -> None:
    def vanish(progress: Any) -> None:
        if progress.stage == stage and indexed.exists():
            shutil.rmtree(indexed)

    with pytest.raises(OperationFailed, match="the folder is gone") as caught:
        rebuild(indexed, [articles], fakes.FakeEncoder(), index_settings, vanish)
    assert "untouched" not in caught.value.message


def test_a_disk_that_is_sure_to_fill_up_is_reported_before_anything_is_embedded(indexed: Path, articles: Path) -> None:
    live = IndexFolder(indexed).live()
    estimate = Estimate([articles], live, passages=100, dim=10**13)
    with pytest.raises(OperationFailed, match=r"too full.*takes about .* MB.*are free") as caught:
        check_space(indexed, estimate)
    assert "the setting index" in caught.value.remedy
    assert "--index DIR" in remedy_text(caught.value.remedy)
    check_space(indexed, Estimate([articles], live, passages=100, dim=384))


def test_an_estimate_grows_with_the_passages_and_never_falls_below_what_is_written(
    indexed: Path, articles: Path
) -> None:
    live = IndexFolder(indexed).live()
    few, many = (Estimate([articles], live, passages=count, dim=256).whole() for count in (1_000, 5_000))
    assert many - few == 2 * 256 * 4_000
    assert few >= live.size() - live.dense.stat().st_size
    early = Estimate([articles]).whole()
    assert early > sum(path.stat().st_size for path in articles.iterdir() if path.suffix == ".txt")
