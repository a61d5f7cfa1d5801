"""The memory of a rebuild does not grow with the archive; bench.growth measures whole processes."""

import random
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Run

REBUILD = """
import sys, tracemalloc
from pathlib import Path
import index.lexical.parts, index.rebuild.embed, index.rebuild.reuse, index.store.checksums
from corpus.settings import ChunkingSettings
from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from fakes import FakeEncoder

class Forgetful(FakeEncoder):
    def encode_passages(self, texts):
        found = super().encode_passages(texts)
        self.encoded.clear()
        return found

index.lexical.parts._LEAST, index.lexical.parts._MOST, index.rebuild.embed._WINDOW = 200, 10**9, 200
index.rebuild.reuse._SETTLED = -10**12
index.store.checksums._BLOCK = index.store.checksums._ENDS = 2**12
settings = IndexSettings(chunking=ChunkingSettings(size=100))
for round in ("read", "copied"):
    tracemalloc.start()
    summary = rebuild(Path(sys.argv[1]), [Path(sys.argv[2])], Forgetful(dim=8), settings)
    print(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
print(summary.passages)
"""
WORDS = "mill tide flour stone river bridge council paper ferry harbour lamp signal winter orchard".split()
_LONG = 8_000
"""Characters of an article."""


def write(folder: Path, count: int) -> Path:
    chance = random.Random(count)
    folder.mkdir()
    for number in range(count):
        words = " ".join(chance.choices(WORDS, k=_LONG // 7))
        cut = ". ".join(words[at : at + 90] for at in range(0, len(words), 90))
        (folder / f"{number}.txt").write_text(f"Article {number}\n\n{cut}.", encoding="utf-8")
    return folder


def test_what_a_rebuild_holds_does_not_grow_with_the_archive(script: "Run", tmp_path: Path) -> None:
    seen = {}
    for count in (70, 210):
        done = script(REBUILD, tmp_path / f"index{count}", write(tmp_path / f"articles{count}", count))
        assert done.code == 0, done.err
        seen[count] = [int(number) for number in done.out.split()]
    (read, copied, few), (more_read, more_copied, many) = seen.values()
    assert many > 2.5 * few
    articles = (210 - 70) * _LONG
    assert more_read - read < articles / 4
    assert more_copied - copied < articles / 4
