"""BM25 search."""

import os
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from corpus.errors import IndexDamaged
from index.lexical.analyzer import analysed
from index.lexical.bm25 import BM25Index, _open_read_only
from index.lexical.parts import read_parts

if TYPE_CHECKING:
    from tests.conftest import Run

TEXTS = (
    "The lamp in Skerrow lighthouse was lit again at dusk on Thursday.",
    "The night bus leaves Fenmouth station at 11.40pm and costs £6.15.",
    "Sherpa Tenzing's rope was kept in the mill; the miller's daughter found it.",
    "最後の一杯は山猫そばで出された。店は墨田区にあった。",
    "Zoë Müller runs the Café Señorita.",
    "The lighthouse keepers were lighting lamps in many lighthouses.",
    "Nothing to see here but 3.14159 and 1,263 and 1963.",
    "The MI5 account is not of AND or NOT nor of OR.",
)


@pytest.fixture(scope="module")
def bm25(tmp_path_factory: pytest.TempPathFactory) -> BM25Index:
    return BM25Index.build(tmp_path_factory.mktemp("lexical") / "lexical", TEXTS)


def rows(index: BM25Index, query: str, k: int = 10) -> list[int]:
    return [row for row, _ in index.search(query, k)]


def test_the_passage_with_the_rarest_words_of_the_query_comes_first(bm25: BM25Index) -> None:
    assert rows(bm25, "when was the lamp in Skerrow lit")[0] == 0
    assert rows(bm25, "night bus to Fenmouth")[0] == 1


def test_scores_fall_and_stay_above_zero(bm25: BM25Index) -> None:
    entries = [score for _, score in bm25.search("the lighthouse lamp at night", 10)]
    assert entries == sorted(entries, reverse=True)
    assert all(score > 0 for score in entries)


def test_every_passage_with_a_term_is_found_whatever_it_scores(bm25: BM25Index) -> None:
    terms = {term for text in TEXTS for term in analysed(text)}
    for term in terms:
        expected = [row for row, text in enumerate(TEXTS) if term in analysed(text)]
        assert bm25.rows_with(term).tolist() == expected
    assert bm25.rows_with("zeppelin").tolist() == []


def test_no_score_passes_the_ceiling(bm25: BM25Index) -> None:
    for query in ("lighthouse", "the lamp in Skerrow", "MI5 account", "山猫", "the the the"):
        ceiling = bm25.ceiling(query)
        assert all(score <= ceiling + 1e-4 for _, score in bm25.search(query, 10))


def test_a_lock_taken_while_the_folder_of_links_is_removed_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tantivy's watcher did so now and then: "Directory not empty", and nothing could be asked."""
    BM25Index.build(tmp_path / "lexical", TEXTS)
    (tmp_path / "links").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "links"))
    late, remove = ["lock"], os.rmdir

    def rmdir(path: Any, **options: Any) -> None:
        for folder in (tmp_path / "links").iterdir() if late else ():
            (folder / f".tantivy-meta.{late.pop()}").touch()
        remove(path, **options)

    monkeypatch.setattr(os, "rmdir", rmdir)
    opened = _open_read_only(tmp_path / "lexical", read_parts(tmp_path / "lexical"))
    assert not late
    assert rows(opened, "lighthouse")
    assert not list((tmp_path / "links").iterdir())


def test_a_word_that_nobody_has_raises_the_ceiling_and_finds_nothing(bm25: BM25Index) -> None:
    assert rows(bm25, "zeppelin") == []
    assert bm25.ceiling("lamp zeppelin") > bm25.ceiling("lamp") > 0


@pytest.mark.parametrize("query", ["", "   ", "?!", "…", "🍜", "\x00\x1b"])
def test_a_query_without_words_finds_nothing(bm25: BM25Index, query: str) -> None:
    assert bm25.search(query, 5) == []
    assert bm25.ceiling(query) == 0


@pytest.mark.parametrize(
    "query",
    [
        "lighthouse AND NOT lamp",
        "+lighthouse -lamp",
        '"lighthouse lamp',
        "body:lighthouse",
        "row:3 lighthouse",
        "(lighthouse",
        "lighthouse)",
        "lighthouse*",
        "lighthouse~2",
        "lighthouse^9",
        "[a TO lighthouse]",
        "{lighthouse}",
        "lighthouse \\",
        "lighthouse' OR 1=1; DROP TABLE passages --",
        "/lighthouse/",
        "*:* lighthouse",
    ],
)
def test_query_syntax_is_only_punctuation(bm25: BM25Index, query: str) -> None:
    assert set(rows(bm25, query)) >= {0, 5}


@examples(max_examples=100)
@given(st.text(max_size=80))
def test_nothing_a_person_types_makes_the_search_fail(bm25: BM25Index, query: str) -> None:
    assert len(bm25.search(query, 3)) <= 3
    assert bm25.ceiling(query) >= 0


def test_inflected_words_meet(bm25: BM25Index) -> None:
    assert set(rows(bm25, "lighthouse keeper")) >= {0, 5}
    assert rows(bm25, "millers")[0] == 2


@pytest.mark.parametrize("query", ["Tenzing's", "Tenzing’s", "Tenzing", "tenzings"])
def test_a_possessive_is_found_however_it_is_written(bm25: BM25Index, query: str) -> None:
    assert rows(bm25, query)[:1] == [2]


@pytest.mark.parametrize("query", ["Zoë Müller", "zoe muller", "ZOË", "Zoe\u0308 Mu\u0308ller", "ｚｏｅ"])
def test_accents_and_widths_do_not_keep_words_apart(bm25: BM25Index, query: str) -> None:
    assert rows(bm25, query)[:1] == [4]


@pytest.mark.parametrize("query", ["山猫そば", "墨田区", "一杯", "最後の一杯はどこで出されたか"])
def test_chinese_and_japanese_are_found_without_spaces(bm25: BM25Index, query: str) -> None:
    assert rows(bm25, query)[:1] == [3]


def test_decimals_and_thousands_are_single_words(bm25: BM25Index) -> None:
    assert analysed("11.40pm £6.15 1,263") == ["11.40", "pm", "6.15", "1,263"]
    assert rows(bm25, "3.14159")[:1] == [6]
    assert rows(bm25, "3 14159") == []


def test_words_with_digits_stay_whole(bm25: BM25Index) -> None:
    assert rows(bm25, "mi5")[:1] == [7]


@pytest.mark.parametrize("k", [0, 1, 2, 100])
def test_no_more_than_k_come_back(bm25: BM25Index, k: int) -> None:
    assert len(bm25.search("the", k)) == min(k, len(rows(bm25, "the", 100)))


def test_equal_scores_come_in_order_of_row(tmp_path: Path) -> None:
    index = BM25Index.build(tmp_path / "lexical", ["the same words"] * 6)
    assert rows(index, "same words") == [0, 1, 2, 3, 4, 5]


def test_rows_are_those_given_even_in_a_large_index(tmp_path: Path) -> None:
    index = BM25Index.build(tmp_path / "lexical", (f"passage word{number}" for number in range(3000)))
    assert len(index) == 3000
    for row in (0, 1499, 2999):
        assert rows(index, f"word{row}") == [row]


def test_what_was_built_is_found_again(bm25: BM25Index, tmp_path: Path) -> None:
    built = BM25Index.build(tmp_path / "lexical", TEXTS)
    loaded = BM25Index.load(tmp_path / "lexical")
    assert (
        loaded.search("lighthouse lamp", 5) == built.search("lighthouse lamp", 5) == bm25.search("lighthouse lamp", 5)
    )


def test_threads_may_search_at_once(bm25: BM25Index) -> None:
    expected = bm25.search("the lighthouse lamp", 5)
    collected: list[object] = []

    def search() -> None:
        collected.extend(bm25.search("the lighthouse lamp", 5) == expected for _ in range(50))

    threads = [threading.Thread(target=search) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert collected == [True] * 300


@pytest.mark.parametrize("how", ["missing", "empty", "nonsense"])
def test_a_folder_that_is_no_index_is_reported_as_damage(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "lexical"
    if how != "missing":
        folder.mkdir()
    if how == "nonsense":
        (folder / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamaged, match="lexical"):
        BM25Index.load(folder)


def test_a_folder_that_may_not_be_written_can_be_searched(
    tmp_path: Path, script: "Run", as_nobody: tuple[str, ...]
) -> None:
    BM25Index.build(tmp_path / "lexical", TEXTS)
    tmp_path.chmod(0o755)
    for path in (tmp_path / "lexical").iterdir():
        path.chmod(0o444)
    (tmp_path / "lexical").chmod(0o555)
    done = script(
        "import sys; from pathlib import Path; from index.lexical.bm25 import BM25Index\n"
        "print([row for row, _ in BM25Index.load(Path(sys.argv[1])).search('Skerrow lamp', 1)])",
        tmp_path / "lexical",
        before=as_nobody,
    )
    (tmp_path / "lexical").chmod(0o755)
    assert done.out.strip() == "[0]", done.err
    assert done.code == 0


def test_only_passages_with_every_word_are_found_where_all_are_asked_for(bm25: BM25Index) -> None:
    assert sorted(bm25.having_all("lamp lighthouse", 10)) == [0, 5]
    assert bm25.having_all("lamp lighthouse Thursday", 10) == [0]
    assert bm25.having_all("lamp nowhere", 10) == []
    assert bm25.having_all("", 10) == []
    assert bm25.having_all("lamp", 1) == [bm25.having_all("lamp", 2)[0]]


def test_the_rarest_words_find_what_words_that_nothing_has_do_not_hide(bm25: BM25Index) -> None:
    assert bm25.having_rarest("nowhere Skerrow lamps", 2, 1) == [0]
    assert bm25.having_rarest("nowhere", 3, 5) == []
    assert bm25.having_rarest("", 3, 5) == []


def test_a_word_is_the_rarer_the_fewer_passages_have_it(bm25: BM25Index) -> None:
    assert bm25.rarity("nowhere") > bm25.rarity("Skerrow") > bm25.rarity("the")
    assert bm25.rarity("") == 0
