"""Damage of every file of an index, bit by bit; each trial is a process of its own, as libraries may crash.

    python -m flips seen|unseen fake|own INDEX FLIPS CUTS

`unseen` makes the manifest tell of the damaged file as if it had been written so: what is then
left are the checks behind those of opening. `own` opens the encoder that the index carries.
"""

import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from fakes import FakeEncoder, WholePassages

from corpus.article import Article
from corpus.errors import IndexDamaged, IndexMissing
from index.build import open_live
from index.settings import RetrievalSettings
from index.store.checksums import record_files
from index.store.layout import BuildFolder, IndexFolder
from index.store.manifest import Manifest, read_manifest
from qa.engine import Engine

QUESTIONS = ("How long is the mill's new oak shaft?", "Which cheese won the national prize?", "zeppelin bagpipes")
PATIENCE = 20
"""Seconds until a trial is called hanging."""


def damages(path: Path, flips: int, cuts: int, choose: random.Random) -> Iterator[tuple[str, bytes | None]]:
    """Yield kinds of damage to a file, with its contents afterwards; None if it is removed."""
    whole = path.read_bytes()
    for _ in range(flips):
        data = bytearray(whole)
        at, bit = choose.randrange(len(data)), choose.randrange(8)
        data[at] ^= 1 << bit
        yield f"bit {bit} of byte {at} flipped", bytes(data)
    for _ in range(cuts):
        size = choose.randrange(len(whole))
        yield f"cut to {size} bytes", whole[:size]
    yield "removed", None


def pretend(build: BuildFolder, manifest: Manifest) -> None:
    """Update the manifest to the files as they are."""
    replace(manifest, files=record_files(build)).write(build)


def outcome(index: Path, encoder: FakeEncoder | None, articles: dict[str, Article]) -> str:
    """Open and ask; citations must be of the articles as they were before the damage."""
    build = open_live(index, encoder)
    engine = Engine(build.retriever(RetrievalSettings()), WholePassages(), build.store, related=build.related_finder())
    for question in QUESTIONS:
        answer = engine.ask(question)
        shown = (*answer.citations, *(answer.refusal.nearest if answer.refusal else ()))
        for citation in shown:
            article = articles[citation.article_id]
            output = (citation.title, citation.source, citation.published, citation.path)
            assert output == (article.title, article.source, article.published, article.path), "a wrong citation"
            assert citation.quote == article.text[citation.start : citation.end], "a wrong citation"
        json.dumps([asdict(hit) for hit in answer.hits], allow_nan=False)
    return "answered"


def tried(index: Path, encoder: FakeEncoder | None, articles: dict[str, Article]) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(PATIENCE)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # tantivy tells of its panics there
        try:
            output = outcome(index, encoder, articles)
        except (IndexDamaged, IndexMissing) as error:
            output = f"{type(error).__name__}: {error}"
        except BaseException as error:  # noqa: BLE001 - told to the parent
            output = f"escaped {type(error).__name__}: {error}"
        os.write(writing, output.encode("utf-8", "replace"))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as lines:
        output = lines.read()
    _, status = os.waitpid(child, 0)
    return f"killed by signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else output


def trials(index: Path, encoder: FakeEncoder | None, flips: int, cuts: int, *, seen: bool) -> Iterator[dict]:
    folder = IndexFolder(index)
    pristine = open_live(index, FakeEncoder(384) if encoder is None else encoder)
    names = [name for (name,) in pristine.store._rows("SELECT article_id FROM articles")]
    articles = {name: article for name in names if (article := pristine.store.article(name))}
    pristine.store.close()
    build = folder.live()
    files = [*build.files(), *([build.manifest, folder.current] if seen else [])]
    manifest, output = build.manifest.read_bytes(), read_manifest(build)
    for path in files:
        kept, stat = path.with_name("kept"), path.stat()
        for what, data in damages(path, flips, cuts, random.Random(path.suffix)):
            shutil.copy2(path, kept)
            path.unlink() if data is None else path.write_bytes(data)
            if not seen and data is not None:
                kept.rename(index / "kept")
                pretend(build, output)
                (index / "kept").rename(kept)
            spoken = tried(index, encoder, articles)
            os.replace(kept, path)
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
            build.manifest.write_bytes(manifest) if path != build.manifest else None
            yield {"file": path.name, "what": what, "said": spoken}


if __name__ == "__main__":
    kind, which, given, *numbers = sys.argv[1:]
    own = None if which == "own" else FakeEncoder()
    for result in trials(Path(given), own, *map(int, numbers), seen=kind == "seen"):
        sys.stdout.write(json.dumps(result) + "\n")
