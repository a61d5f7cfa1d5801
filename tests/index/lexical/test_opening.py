"""Opening the store and BM25 alone."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.errors import IndexDamaged, IndexMissing
from index.lexical.opening import open_words
from index.store.layout import IndexFolder

if TYPE_CHECKING:
    from tests.conftest import Run


def test_words_are_searched_without_embeddings_or_a_model(script: "Run", shared_index: Path) -> None:
    done = script(
        "import sys; from pathlib import Path; from qa.library.search import open_searcher\n"
        "from qa.settings import Settings\n"
        "with open_searcher(Settings(index=Path(sys.argv[1]))) as it: print(it.search('mill').total.articles)\n"
        "print([name for name in 'faiss onnxruntime tokenizers torch textual click'.split() if name in sys.modules])",
        shared_index,
    )
    assert done.out.splitlines()[-1] == "[]", done.err
    assert int(done.out.splitlines()[0]) > 0


def test_a_damaged_part_is_found_on_opening(index_folder: Path) -> None:
    live = IndexFolder(index_folder).live()
    (live.lexical / "parts.json").write_text("[]", encoding="utf-8")
    with pytest.raises(IndexDamaged), open_words(index_folder):
        pass


def test_without_an_index_the_error_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing), open_words(tmp_path):
        pass
