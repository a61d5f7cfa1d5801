"""Notes are tied to words, and found again where these have moved."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from index.build import Build, open_live
from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from qa.desk.notes.notes import Anchor, anchored, find_words, placed, tags_in
from qa.desk.notes.store import open_notes

MILL = "tide-mill-flour.md"
SHAFT = "a new oak shaft, 5.2 metres long"


@pytest.fixture
def anchor(build: Build) -> Anchor:
    article = build.store.article(MILL)
    assert article is not None
    return anchored(article, find_words(article.text, SHAFT))


@pytest.fixture
def again(tmp_path: Path, articles: Path, fakes: ModuleType, index_settings: IndexSettings) -> Callable[..., Any]:
    """Index the changed articles, and place an anchor in them."""

    def again(anchor: Any) -> Any:
        rebuild(tmp_path / "index", [articles], fakes.FakeEncoder(), index_settings)
        build = open_live(tmp_path / "index", fakes.FakeEncoder())
        try:
            place = placed(anchor, build.store)
        finally:
            build.store.close()
        words = place.article.text[slice(*place.span)] if place.article and place.span else None
        return place.found, place.article and place.article.article_id, words, place.line

    return again


def edit(file: Any, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_a_note_stays_at_its_words_when_the_file_moves(
    again: Callable[..., Any], anchor: Anchor, articles: Path
) -> None:
    assert again(anchor) == ("there", MILL, SHAFT, 16)
    (articles / MILL).rename(articles / "mill.md")
    assert again(anchor) == ("there", "mill.md", SHAFT, 16)


def test_a_note_moves_with_its_words(again: Callable[..., Any], anchor: Anchor, articles: Path) -> None:
    edit(articles / MILL, "The waterwheel", "Good news.\n\nThe waterwheel")
    assert again(anchor) == ("moved", MILL, SHAFT, 18)


def test_of_two_places_with_the_same_words_the_one_with_the_same_surroundings_is_meant(
    again: Callable[..., Any], anchor: Anchor, articles: Path
) -> None:
    edit(articles / MILL, "The waterwheel", f"Needed was {SHAFT}, they said.\n\nThe waterwheel")
    assert again(anchor) == ("moved", MILL, SHAFT, 18)


def test_words_that_were_edited_are_found_by_their_likeness(
    again: Callable[..., Any], build: Build, articles: Path
) -> None:
    article = build.store.article(MILL)
    assert article is not None
    sentence = "The largest single cost was a new oak shaft, 5.2 metres long, which came from a sawmill in Pellerton"
    anchor = anchored(article, find_words(article.text, sentence))
    edit(
        articles / MILL,
        "The largest single cost was a new oak shaft, 5.2",
        "The largest cost of all was an oak shaft, 5.3",
    )
    result, article_id, words, _ = again(anchor)
    assert (result, article_id) == ("edited", MILL)
    assert words.startswith("The largest ")
    assert words.endswith("oak shaft, 5.3 metres long, which came from a sawmill in Pellerton")


def test_a_note_whose_words_or_article_vanished_is_kept_without_a_place(
    again: Callable[..., Any], anchor: Anchor, articles: Path
) -> None:
    edit(articles / MILL, SHAFT, "timber")
    assert again(anchor) == ("gone", MILL, None, None)
    (articles / MILL).unlink()
    assert again(anchor) == ("gone", None, None, None)


def test_a_note_on_an_article_is_there_as_long_as_the_article_is(
    again: Callable[..., Any], build: Build, articles: Path
) -> None:
    article = build.store.article(MILL)
    assert article is not None
    anchor = anchored(article)
    edit(articles / MILL, "The waterwheel", "A wheel")
    assert again(anchor) == ("there", MILL, None, None)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("ask them #gchq #Flood-2026", ("gchq", "flood-2026")),
        ("#1 of #2, see https://x.example/#part and C#", ()),
        ("#één #één", ("één",)),
        ("", ()),
    ],
)
def test_tags_are_words_after_a_number_sign(text: str, tags: tuple[str, ...]) -> None:
    assert tags_in(text) == tags


@pytest.mark.parametrize(
    ("words", "expected"),
    [("oak\n shaft", "oak shaft"), ("oak  shaft", "oak shaft"), ("elm", None), ("", None), (".*", None)],
)
def test_words_are_found_however_lines_are_broken(words: str, expected: str | None) -> None:
    text = "a new oak shaft"
    span = find_words(text, words)
    assert (span and text[slice(*span)]) == expected


def test_notes_are_found_by_words_title_and_tag(tmp_path: Path, anchor: Anchor) -> None:
    with open_notes(tmp_path / "desk.sqlite") as notes:
        first = notes.add("who paid? #money", anchor)
        second = notes.add("call Arkley #people #money", anchor, "how long is the shaft?")
        assert notes.find() == [second, first]
        assert notes.find("paid") == [first]
        assert notes.find("grinding AND") == []
        assert notes.find("oak shaf") == notes.find('oak "shaft') == [second, first]
        assert notes.find(tag="#Money") == [second, first]
        assert notes.find("call", "money") == [second]
        assert notes.find(tag="none") == []
        assert notes.tags() == [("money", 2), ("people", 1)]
        with open_notes(tmp_path / "desk.sqlite") as theirs:
            assert theirs.remove(second.note_id)
        assert not notes.remove(second.note_id)
        assert notes.tags() == [("money", 1)]
        assert notes.find("call") == []
