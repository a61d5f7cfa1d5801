"""Several processes with one index: a question asked during rebuilds is answered from one complete build."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from index.build import open_live
from index.rebuild.builder import rebuild
from index.settings import IndexSettings, RetrievalSettings
from index.store.layout import IndexFolder
from index.store.lock import held, is_held, told_holder
from qa.engine import Engine
from qa.library.status import inspect_index

QUESTION = "How long is the mill's new oak shaft?"
REBUILDS = """
import sys
from pathlib import Path
from corpus.chunking import ChunkingSettings
from index.rebuild.builder import IndexSettings, rebuild
from fakes import FakeEncoder

index, articles, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
mill = articles / "tide-mill-flour.md"
text = mill.read_text(encoding="utf-8")
for number in range(times):
    mill.write_text(text.replace("5.2 metres", f"{number + 10}.2 metres"), encoding="utf-8")
    rebuild(index, [articles], FakeEncoder(), IndexSettings(chunking=ChunkingSettings(size=64, overlap=1)))
"""
HOLDS = """
import sys, time
from pathlib import Path
from index.store.layout import IndexFolder
from index.store.lock import held
with held(IndexFolder(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def indexed(tmp_path: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType) -> Path:
    (articles / "quarry-sea-dragon.html").unlink()
    rebuild(tmp_path / "index", [articles], fakes.FakeEncoder(), index_settings)
    return tmp_path / "index"


def test_who_asks_while_others_rebuild_never_fails_and_never_sees_two_builds(
    indexed: Path, articles: Path, environment: dict[str, str], fakes: ModuleType
) -> None:
    times = 40 if os.environ.get("QUOTEWIRE_SOAK") else 6
    command = [sys.executable, "-c", REBUILDS, indexed, articles, times]
    process = subprocess.Popen([*map(str, command)], env=environment)
    spoken, asked = set(), 0
    try:
        while process.poll() is None:
            inspect_index(indexed)
            build = open_live(indexed, fakes.FakeEncoder())
            parts = build.retriever(RetrievalSettings()), fakes.WholePassages(), build.store
            engine = Engine(*parts, related=build.related_finder())
            first, second = engine.ask(QUESTION), engine.ask(QUESTION)
            (output,) = {answer.text for answer in (first, second)}
            for hit in first.hits:
                article = build.store.article(hit.passage.article_id)
                assert article.text[hit.passage.start : hit.passage.end] == hit.passage.text
            build.store.close()
            spoken.add(output)
            asked += 1
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0
    assert asked > len(spoken) > 1, "several builds answered"
    assert all(".2 metres" in word for word in spoken)


def test_a_lock_says_who_holds_it_and_is_free_when_its_process_is_dead(
    indexed: Path, articles: Path, index_settings: IndexSettings, fakes: ModuleType, environment: dict[str, str]
) -> None:
    folder = IndexFolder(indexed)
    assert not is_held(folder)
    command = [sys.executable, "-c", HOLDS, str(indexed)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    try:
        assert process.stdout.readline() == b"held\n"
        assert is_held(folder)
        assert told_holder(folder).pid == process.pid
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    assert not is_held(folder)
    assert told_holder(folder).pid == process.pid, "the dead process could not take its word back"
    rebuild(indexed, [articles], fakes.FakeEncoder(), index_settings)
    assert told_holder(folder) is None


@pytest.mark.parametrize("word", [b"", b"{}", b"[]", b"\xff", json.dumps({"pid": 1}).encode()])
def test_a_word_that_cannot_be_read_is_none(indexed: Path, word: bytes) -> None:
    folder = IndexFolder(indexed)
    folder.holder.write_bytes(word)
    assert told_holder(folder) is None
    with held(folder):
        assert told_holder(folder).pid == os.getpid()
