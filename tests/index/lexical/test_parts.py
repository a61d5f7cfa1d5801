"""The lexical index in parts: the same hits as in one piece, and only changed parts are rewritten."""

import hashlib
import random
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import IndexDamaged
from index.lexical import parts as parts_module
from index.lexical.bm25 import BM25Index
from index.lexical.parts import assemble, cut, read_parts, take_part, write_part
from index.store.scope import AllowedRows

WORDS = "mill tide flour stone river bridge council paper ferry harbour lamp signal winter orchard".split()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of about 40 passages."""
    monkeypatch.setattr(parts_module, "_LEAST", 40)
    monkeypatch.setattr(parts_module, "_MOST", 10**9)


def texts(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=chance.randrange(3, 12))) for _ in range(count)]


def digests(passages: list[str]) -> list[bytes]:
    return [hashlib.sha256(text.encode()).digest()[:16] for text in passages]


def articles(count: int) -> list[int]:
    """Give every third passage's end an article's end."""
    return [1 + row // 3 for row in range(count)]


def pieces(passages: list[str]) -> Any:
    return list(cut(zip(digests(passages), articles(len(passages)), strict=True), len(passages)))


def made(folder: Any, passages: list[str]) -> BM25Index:
    folder.mkdir()
    own = articles(len(passages))
    wanted = pieces(passages)
    assert len(wanted) > 3
    written = []
    for part in wanted:
        run = slice(part.row, part.row + part.passages)
        written.append(write_part(folder, part, zip(passages[run], own[run], strict=True)))
    assemble(folder, written)
    return BM25Index.load(folder)


def test_parts_give_the_hits_and_scores_of_one_piece(tmp_path: Path) -> None:
    passages = texts(400)
    parts = made(tmp_path / "parts", passages)
    whole = BM25Index.build(tmp_path / "whole", passages, articles(400))
    assert len(parts) == 400
    for query in ("mill", "the tide mill by the river", "orchard winter lamp signal", "zeppelin"):
        assert parts.ceiling(query) == whole.ceiling(query)
        result, expected = parts.search(query, 50), whole.search(query, 50)
        assert [score for _, score in result] == pytest.approx([score for _, score in expected])
        assert dict(parts.search(query, 400)) == pytest.approx(dict(whole.search(query, 400)))


def test_of_equal_scores_the_first_rows_come_back(tmp_path: Path) -> None:
    passages = ["the same words"] * 30 + texts(300) + ["the same words"] * 30
    results = made(tmp_path / "parts", passages).search("same words", 40)
    assert [row for row, _ in results] == [*range(30), *range(330, 340)]


@pytest.mark.parametrize("seed", range(5))
def test_a_filter_holds_every_part_to_its_own_articles(tmp_path: Path, seed: int) -> None:
    import numpy as np

    passages = texts(300, seed)
    parts = made(tmp_path / "parts", passages)
    chosen = sorted(random.Random(seed).sample(range(1, 101), 6))
    runs = np.array([(3 * article - 3, 3 * article) for article in chosen])
    allowed = AllowedRows(np.array(chosen), runs, 300)
    expected = [hit for hit in parts.search("mill river lamp", 300) if allowed.mask[hit[0]]]
    assert parts.search("mill river lamp", 300, allowed) == pytest.approx(expected)
    assert expected


def test_an_article_that_goes_changes_the_part_it_was_in_and_no_other() -> None:
    passages = texts(2000)
    before = {part.key for part in pieces(passages)}
    after = {part.key for part in pieces(passages[:900] + passages[903:])}
    assert len(before) > 20
    assert len(before - after) <= 2


def test_parts_cover_every_passage_once() -> None:
    result = pieces(texts(1500))
    assert [part.row for part in result[1:]] == [part.row + part.passages for part in result[:-1]]
    assert result[-1].row + result[-1].passages == 1500
    assert all(part.passages <= 80 for part in result)


def test_hardly_any_part_ends_by_its_length_alone() -> None:
    result = pieces(texts(20_000))
    assert sum(part.passages == 80 for part in result) < len(result) / 20


def test_parts_that_hold_the_same_are_distinguished() -> None:
    result = pieces(["one text"] * 400)
    assert len(result) == 5
    assert len({part.key for part in result}) == 5


def test_a_part_that_was_copied_is_searched_where_it_stands_now(tmp_path: Path) -> None:
    passages = texts(400)
    made(tmp_path / "first", passages)
    last = read_parts(tmp_path / "first")[-1]
    moved = passages[last.row :]
    (tmp_path / "second").mkdir()
    (wanted,) = [type(last)(last.key, 0, last.passages, 1)]
    assemble(tmp_path / "second", [take_part(tmp_path / "second", wanted, tmp_path / "first", last.segments)])
    alone = BM25Index.build(tmp_path / "alone", moved)
    assert BM25Index.load(tmp_path / "second").search("tide lamp", 30) == alone.search("tide lamp", 30)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'[{"key": 1}]', b"\xff"])
def test_a_list_of_parts_that_cannot_be_read_is_damage(tmp_path: Path, content: bytes) -> None:
    made(tmp_path / "parts", texts(400))
    (tmp_path / "parts" / "parts.json").write_bytes(content)
    with pytest.raises(IndexDamaged, match=r"parts\.json"):
        BM25Index.load(tmp_path / "parts")


def test_a_part_that_is_not_listed_is_damage(tmp_path: Path) -> None:
    made(tmp_path / "parts", texts(400))
    listed = tmp_path / "parts" / "parts.json"
    key = str(read_parts(tmp_path / "parts")[0].key)
    listed.write_text(listed.read_text(encoding="utf-8").replace(key, "5"), encoding="utf-8")
    with pytest.raises(IndexDamaged, match=key):
        BM25Index.load(tmp_path / "parts").search("mill tide river", 400)
