"""Exports with one JSON object a line."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article
from corpus.files import Skip


def line(**fields: object) -> str:
    return json.dumps(fields)


# ---------------------------------------------------------------- JSON lines


def test_each_json_line_is_an_article_at_its_own_line(data: Path, load: Callable[..., list[Article | Skip]]) -> None:
    ferry, cheese, comet = load(data / "articles" / "three-stories.jsonl")
    assert [article.row for article in (ferry, cheese, comet)] == [1, 2, 3]
    assert cheese.article_id == "cheese-002"
    assert cheese.title == "Washed-rind cheese from a garage wins national prize"
    assert cheese.published == date(2021, 9, 19)
    assert cheese.source == "The Wayfarer's Table"
    assert cheese.text.startswith("A cheese matured in a single garage")


@pytest.mark.parametrize("key", ["text", "body", "content", "article", "maintext", "TEXT", "articleBody"])
def test_the_text_is_found_under_the_names_exports_give_it(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], key: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(**{key: "It turned.", "headline": "Mill"}), encoding="utf-8")
    (article,) = load(path)
    assert (article.text, article.title) == ("It turned.", "Mill")


def test_a_bad_line_costs_that_line_only(tmp_path: Path, load: Callable[..., list[Article | Skip]]) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        line(text="First."),
        "{not json",
        "",
        "[1, 2]",
        line(title="No text"),
        line(text="   "),
        line(text=7),
        "[" * 100_000,
        line(text="Last."),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    result = load(path)
    assert [(article.row, article.text) for article in result if isinstance(article, Article)] == [
        (1, "First."),
        (9, "Last."),
    ]
    skips = {skip.line: skip.reason for skip in result if isinstance(skip, Skip)}
    assert set(skips) == {2, 4, 5, 6, 7, 8}
    assert skips[2] == skips[8] == "malformed JSON line"
    assert skips[4] == "JSON line is not an object"
    assert "no text" in skips[5]


def test_a_json_line_in_broken_utf8_is_skipped(tmp_path: Path, load: Callable[..., list[Article | Skip]]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "caf\xe9"}\n{"text": "Sound."}\n')
    bad, good = load(path)
    assert bad == Skip(str(path), "malformed JSON line", 1)
    assert good.text == "Sound."


def test_a_line_over_the_limit_is_skipped_and_the_rest_read(
    tmp_path: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(text="x" * 1_100_000) + "\n" + line(text="Small.") + "\n", encoding="utf-8")
    large, small = load(path, max_megabytes=1)
    assert large == Skip(str(path), "line larger than 1 MB (loading.max_megabytes)", 1)
    assert small.text == "Small."


def test_ids_may_be_numbers_and_may_be_absent(tmp_path: Path, load: Callable[..., list[Article | Skip]]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([line(id=0, text="A."), line(text="B."), line(id="", text="C.")]), encoding="utf-8")
    assert [article.article_id for article in load(path)] == ["0", "a.jsonl:2", "a.jsonl:3"]


@pytest.mark.parametrize("key", ["text", "title", "id", "source", "author", "url"])
def test_half_a_surrogate_pair_in_a_field_is_no_character_and_does_not_stay(
    tmp_path: Path, load: Callable[..., list[Article | Skip]], key: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "It turned.", "{key}": "half \\ud83c a pair"}}', encoding="utf-8")
    (article,) = load(path)
    for value in (article.text, article.title, article.article_id, article.source, article.author, article.url):
        assert value is None or value.encode("utf-8").decode("utf-8") == value


def test_an_absurd_date_in_an_export_loses_no_article(
    tmp_path: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(text="It turned.", date="Thu, 22 Apr 2021 10:00:00 +99999999999999"), encoding="utf-8")
    (article,) = load(path)
    assert article.published == date(2021, 4, 22)  # the day is sound, whatever became of the zone


def test_a_file_of_blank_lines_is_empty(tmp_path: Path, load: Callable[..., list[Article | Skip]]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n\n  \n", encoding="utf-8")
    assert load(path) == [Skip(str(path), "empty")]
