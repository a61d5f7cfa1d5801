"""Replies to programs are bounded, and their lines are the article's own."""

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from index.store.catalogue import ListedArticle
from qa.settings import Settings
from tui.servers.requests import ListRequest, ShowRequest
from tui.servers.service import MOST_CHARACTERS, Service, excerpt
from tui.servers.warm import WarmEngine

LISTED = ListedArticle(None, None, "a", "A", "/a.txt", None, None, None, None, None, None)
ARTICLE = Article("a", "A", "/a.txt", "One.\nTwo.\r\nThree.\rFour.", "")


def test_lines_are_given_as_they_stand() -> None:
    assert excerpt(LISTED, ARTICLE, 2, 3).text == "Two.\r\nThree.\r"
    whole = excerpt(LISTED, ARTICLE, 1, None)
    assert (whole.text, whole.first_line, whole.last_line, whole.lines, whole.cut) == (ARTICLE.text, 1, 4, 4, False)


@pytest.mark.parametrize(("first", "last"), [(5, None), (9, 12), (3, 2)])
def test_lines_that_are_not_there_are_none(first: int, last: int | None) -> None:
    assert excerpt(LISTED, ARTICLE, first, last).text == ""


@given(st.lists(st.integers(0, 30_000), max_size=8), st.integers(1, 10), st.none() | st.integers(1, 10))
def test_a_reply_is_never_longer_than_it_may_be(lengths: list[int], first: int, last: int | None) -> None:
    lines = ["x" * length + "\n" for length in lengths]
    result = excerpt(LISTED, replace(ARTICLE, text="".join(lines)), first, last)
    assert len(result.text) <= MOST_CHARACTERS
    wanted = "".join(lines[first - 1 : last])
    assert wanted.startswith(result.text)
    assert result.cut == (result.text != wanted)


def test_one_line_that_is_too_long_is_cut() -> None:
    result = excerpt(LISTED, replace(ARTICLE, text="x" * 100_000), 1, None)
    assert (len(result.text), result.cut, result.last_line) == (MOST_CHARACTERS, True, 1)


def test_a_list_goes_on_where_the_part_before_ended(shared_index: Path) -> None:
    service = Service(WarmEngine(Settings(index=shared_index)))
    ids, after = [], 0
    while after is not None:
        part = service.list(ListRequest(most=4, after=after, sort="title")).value
        assert part["total"] == 11
        ids += [article["article_id"] for article in part["articles"]]
        after = part["next"]
    assert len(set(ids)) == len(ids) == 11


def test_a_part_of_a_title_shows_its_article(shared_index: Path, outputs: ModuleType) -> None:
    reply = Service(WarmEngine(Settings(index=shared_index))).show(ShowRequest(article="tide-mill-flour"))
    outputs.check("excerpt", reply.value)
    assert "tide-mill-flour.md" in reply.text
