"""Milvus compared with the local index: rows a second, a question by stage, and asking during rebuilds and restarts.

The server is milvus-lite, a single process on this machine: its times say nothing about a cluster,
those of the client do. Articles are real; vectors are synthetic. QUOTEWIRE_ARTICLES in the environment
indexes more than 300: 20,000 have some 300,000 passages.
"""

import importlib.util
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.support.archive import StandInEncoder, write_archive
from bench.support.report import Options, Report, Skipped, Table, at_least, at_most, script, shown
from corpus.errors import QAError
from corpus.sentences import all_sentences
from index.build import Build, open_live
from index.encoder.locate import prepare_encoder
from index.rebuild.builder import rebuild
from index.rebuild.embed import picked
from index.settings import EncoderSettings, EngineSettings, IndexSettings, RetrievalSettings

_ARTICLES = int(os.environ.get("QUOTEWIRE_ARTICLES", "300"))
_QUESTIONS = 60
_CLIENTS = 8
_FOUND = 20
_LIMIT = 60.0
"""Time limit of a question with all retries, in seconds."""


@dataclass
class _Asked:
    """Results of the clients that asked during a rebuild."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0
    stop: threading.Event = field(default_factory=threading.Event)


class _Server:
    """A milvus-lite server in a separate process."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.url, self._folder = f"http://127.0.0.1:{self.port}", folder
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "milvus_lite.cmdline", "server", "--data-dir", str(self._folder)]
        self._process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)

    def kill(self) -> None:
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()


def measure(options: Options) -> Report:
    """Index the same articles in files and in Milvus, and query both."""
    if importlib.util.find_spec("milvus_lite") is None:
        raise Skipped("milvus-lite is not installed")
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        write_archive(folder / "articles", options.data, _ARTICLES)
        server = _Server(folder / "milvus")
        try:
            return _measured(folder, server, options)
        finally:
            server.kill()


def _measured(folder: Path, server: _Server, options: Options) -> Report:
    encoder = StandInEncoder(_compiled(options))
    engine = EngineSettings("milvus", server.url, "bench", seconds=_LIMIT)
    settings = {"here": IndexSettings(), "there": replace(IndexSettings(), engine=engine)}
    took = _rebuilt(folder, encoder, settings)
    builds = {name: open_live(folder / name, encoder, engine) for name in settings}
    here, there = builds["here"], builds["there"]
    questions = _questions(here)
    stages = tuple(
        (stage, *(_median(work, questions) for work in both)) for stage, both in _stages(here, there).items()
    )
    own = _client_share(there, questions)
    same = statistics.mean(_same(here, there, question) for question in questions)
    for build in builds.values():
        build.store.close()
    asked = _asked_meanwhile(folder, server, questions, encoder, settings["there"])
    return Report(
        figures=(
            at_least(f"the same {_FOUND} passages in Milvus as in files", same, 0.98),
            at_most("processor time of the client for a question", 1000 * own, 15.0, "ms", 1),
            at_most(
                f"asks failed of {len(asked.seconds) + asked.failed}, rebuild and restart meanwhile", asked.failed, 0
            ),
            shown(
                "the slowest twentieth of those took",
                1000 * sorted(asked.seconds)[int(0.95 * len(asked.seconds))],
                "ms",
                0,
            ),
            shown("rebuild in Milvus, divided by that in files", took["there"] / took["here"]),
            shown("passages a second, whole rebuild in Milvus", there.manifest.passages / took["there"], "", 0),
        ),
        tables=(Table(("median", "files", "Milvus"), stages),),
        notes=(
            f"{there.manifest.articles:,} articles, {there.manifest.passages:,} passages, "
            f"{_QUESTIONS} sentences as questions, {_CLIENTS} clients; milvus-lite is written in Python."
            " It compares all vectors.",
        ),
    )


def _rebuilt(folder: Path, encoder: StandInEncoder, settings: dict[str, IndexSettings]) -> dict[str, float]:
    """Make both indexes; the second, and those that are timed, reuse the vectors of the first."""
    rebuild(folder / "here", [folder / "articles"], encoder, settings["here"])
    shutil.copytree(folder / "here", folder / "there")
    return {
        name: rebuild(folder / name, [folder / "articles"], encoder, each).seconds for name, each in settings.items()
    }


def _compiled(options: Options) -> Path:
    prepared = prepare_encoder(EncoderSettings(), options.cache)
    folder = Path(tempfile.mkdtemp())
    prepared.save(folder)
    return folder


def _questions(build: Build) -> list[str]:
    passages = build.store.passages(picked(build.manifest.passages, _QUESTIONS))
    spans = [(passage.text, all_sentences(passage.text)[-1]) for passage in passages]
    return [text[start:end] for text, (start, end) in spans]


def _stages(here: Build, there: Build) -> dict[str, tuple[Callable[[str], object], Callable[[str], object]]]:
    def of(build: Build) -> dict[str, Callable[[str], object]]:
        retriever = build.retriever(RetrievalSettings())
        rows = list(range(0, build.manifest.passages, max(1, build.manifest.passages // 50)))[:50]
        return {
            "nearest 100 by meaning": lambda asked: build.dense.search(build.encoder.encode_query(asked), 100),
            "best 100 by words": lambda asked: build.bm25.search(asked, 100),
            "50 vectors by row": lambda _: build.dense.vectors(rows),
            "text of 20 passages": lambda _: build.store.passages(rows[:20]),
            "whole retrieval, k=20": lambda asked: retriever.retrieve(asked, _FOUND),
        }

    first, second = of(here), of(there)
    return {name: (first[name], second[name]) for name in first}


def _median(work: Callable[[str], object], questions: list[str]) -> str:
    work(questions[0])
    seconds = []
    for question in questions:
        begun = time.perf_counter()
        work(question)
        seconds.append(time.perf_counter() - begun)
    return f"{1000 * statistics.median(seconds):.1f} ms"


def _client_share(build: Build, questions: list[str]) -> float:
    """Measure the processor time of this process for a question, without encoding it."""
    retriever = build.retriever(RetrievalSettings())
    begun = time.process_time()
    for question in questions:
        retriever.retrieve(question, _FOUND)
    whole, begun = time.process_time() - begun, time.process_time()
    for question in questions:
        build.encoder.encode_query(question)
    return (whole - (time.process_time() - begun)) / len(questions)


def _same(here: Build, there: Build, question: str) -> float:
    found, expected = (
        {hit.passage for hit in build.retriever(RetrievalSettings()).retrieve(question, _FOUND)}
        for build in (there, here)
    )
    return len(found & expected) / max(len(expected), 1)


def _asked_meanwhile(
    folder: Path, server: _Server, questions: list[str], encoder: StandInEncoder, settings: IndexSettings
) -> _Asked:
    """Let clients ask while the index is rebuilt and the server is killed and restarted."""
    asked, lock = _Asked(), threading.Lock()

    def client(number: int) -> None:
        build = open_live(folder / "there", encoder, settings.engine)
        retriever = build.retriever(RetrievalSettings())
        at = number
        while not asked.stop.is_set():
            begun, at = time.perf_counter(), at + 1
            try:
                retriever.retrieve(questions[at % len(questions)], _FOUND)
            except QAError:
                asked.failed += 1
                continue
            with lock:
                asked.seconds.append(time.perf_counter() - begun)
        build.store.close()

    clients = [threading.Thread(target=client, args=(number,)) for number in range(_CLIENTS)]
    for each in clients:
        each.start()
    rebuild(folder / "there", [folder / "articles"], encoder, settings)
    server.kill()
    server.start()
    time.sleep(2)
    asked.stop.set()
    for each in clients:
        each.join()
    return asked


if __name__ == "__main__":
    script(measure, __doc__)
