"""Stories in an index: their order, their versions, and what a rebuild reuses."""

from collections.abc import Callable
from typing import Any

import pytest

from index.build import Build
from index.stories import stories
from index.stories.minhash import minhash
from index.stories.stories import address_of

PARAGRAPHS = (
    "The ferry Halcyon ran aground on the Osmer bank at twenty past six on Friday morning with ninety aboard.",
    "Two lifeboats from Fenmouth took off the passengers within an hour; nobody was hurt, said the harbour master.",
    "The captain told the inquiry that a buoy had drifted a quarter of a mile from its charted place in the gale.",
    "A tug from Castleby will try to float the ship at the next spring tide, when the bank has two metres more water.",
    "The company said that tickets would be paid back and that buses would run from the north quay until Sunday.",
    "Fishermen had complained about the buoy since January, according to letters that the council made public.",
    "The bank has taken eleven ships in forty years, most of them in the first hour of the ebb and in poor light.",
    "Residents watched from the sea wall with flasks of tea as the last of the passengers came ashore in blankets.",
)


def entry(name: str, *places: int, **more: object) -> dict[str, object]:
    text = "\n\n".join(PARAGRAPHS[place] for place in places)
    return {"id": name, "title": "Ferry aground at Osmer", "text": text, "date": "2024-03-01", **more}


def members(build: Any) -> list[list[str]]:
    """List each story's articles in its order."""
    query = """
        SELECT s.story, a.article_id FROM stories AS s JOIN articles AS a ON a.row = s.article ORDER BY s.story, s.place
    """
    mapping: dict[int, list[str]] = {}
    for story, article_id in build.store.query(query):
        mapping.setdefault(story, []).append(article_id)
    return list(mapping.values())


ALL = tuple(range(8))


def test_an_article_by_itself_is_no_story(indexed: Callable[..., Build]) -> None:
    other = {"id": "b", "title": "Mill", "text": "The mill at Pell has a new shaft of oak, said the miller on Friday."}
    assert members(indexed(entry("a", *ALL), other)) == []


def test_the_newest_that_is_all_but_complete_is_shown_first(indexed: Callable[..., Build]) -> None:
    build = indexed(
        entry("oldest", *ALL, date="2024-03-01"),
        entry("newest but cut", *ALL[:5], date="2024-03-09"),
        entry("newest whole", *ALL, date="2024-03-04", text=entry("", *ALL)["text"] + "\n\nOsmer Courier"),
        entry("between", *ALL, date="2024-03-02"),
    )
    assert members(build) == [["newest whole", "between", "oldest", "newest but cut"]]


def test_earlier_texts_of_a_page_come_last_however_long(indexed: Callable[..., Build]) -> None:
    page = {"url": "https://www.example.org/ferry?utm_source=feed#top"}
    build = indexed(
        entry("first", *ALL, date="2024-03-01", **page),
        entry("second", 0, 1, 2, date="2024-03-02", url="https://example.org/ferry/"),
        entry("elsewhere", *ALL, date="2024-03-01", url="https://example.com/boats/7"),
    )
    assert members(build) == [["elsewhere", "second", "first"]]
    query = "SELECT a.article_id, n.article_id FROM stories AS s, articles AS a, articles AS n"
    assert list(build.store.query(f"{query} WHERE a.row = s.article AND n.row = s.newer")) == [("first", "second")]


def test_articles_that_share_only_the_address_of_their_site_are_not_versions(indexed: Callable[..., Build]) -> None:
    site = {"url": "https://example.org/"}
    mill = {"id": "b", "title": "Mill", "text": "The mill at Pell has a new shaft of oak, said the miller on Friday."}
    assert members(indexed(entry("a", *ALL, **site), mill | site)) == []
    feed = {"url": "https://example.org/news"}
    assert members(indexed(entry("a", *ALL, **feed), mill | feed)) == []


def test_a_signature_is_made_once_for_a_text_that_does_not_change(
    indexed: Callable[..., Build], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def counted(words: Any) -> bytes:
        made.append(len(words))
        return minhash(words)

    monkeypatch.setattr(stories, "minhash", counted)
    first = indexed(entry("a", *ALL), entry("b", *ALL[::-1]), entry("c", *ALL))
    assert len(made) == 3
    second = indexed(entry("a", *ALL), entry("b", *ALL[::-1][:7]), entry("c", *ALL))
    assert len(made) == 4
    assert [set(story) for story in members(first)] == [set(story) for story in members(second)] == [{"a", "b", "c"}]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.Example.org/a/b/?utm_medium=x&id=3&fbclid=1#part", "example.org/a/b?id=3"),
        ("http://example.org/a/b?id=3", "example.org/a/b?id=3"),
        ("https://example.org/?p=12", "example.org?p=12"),
        ("https://example.org/", None),
        ("https://[broken", None),
        ("", None),
        (None, None),
        ("no address", None),
    ],
)
def test_an_address_is_written_the_same_for_the_same_page(url: str | None, address: str | None) -> None:
    assert address_of(url) == address
