"""After a change of the code that reads and cuts articles, they are read again; nothing is embedded again."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

ROOT = Path(__file__).parents[3]
REBUILD = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
import index.rebuild.reuse
from corpus.loading import Loader
from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from fakes import FakeEncoder

index.rebuild.reuse._SETTLED = -10**12
assert index.rebuild.reuse.__file__.startswith(sys.argv[1])
read, load = [], Loader.load

def noted(loader, file):
    read.append(file)
    return load(loader, file)

Loader.load = noted
done = rebuild(Path(sys.argv[3]), [Path(sys.argv[2])], FakeEncoder(), IndexSettings())
print(len(read), done.embedded)
"""


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A copy of the packages that the test may change."""
    for package in ("corpus", "index"):
        shutil.copytree(ROOT / package, tmp_path / "code" / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "code"


@pytest.fixture
def rebuilt(script: "Run", code: Path, articles: Path, tmp_path: Path) -> Callable[[], list[int]]:
    def rebuilt() -> list[int]:
        """Rebuild with the copied code: files that were read, passages that were embedded."""
        done = script(REBUILD, code, articles, tmp_path / "index")
        assert done.code == 0, done.err
        return list(map(int, done.out.split()))

    return rebuilt


def changed(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")


def test_a_changed_chunker_or_parser_makes_files_be_read_again(rebuilt: Callable[[], list[int]], code: Path) -> None:
    files, passages = rebuilt()
    assert files == 10
    assert passages > 20
    assert rebuilt() == [0, 0]
    for module in (
        "corpus/chunking.py",
        "corpus/formats/web/html.py",
        "corpus/metadata/dates.py",
        "index/store/rows.py",
    ):
        changed(code / module)
        assert rebuilt() == [files, 0], module


def test_how_pages_are_fetched_says_nothing_of_how_files_are_read(rebuilt: Callable[[], list[int]], code: Path) -> None:
    rebuilt()
    changed(code / "corpus" / "web" / "fetcher.py")
    assert rebuilt() == [0, 0]
