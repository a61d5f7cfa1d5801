"""An article without a title is called by its file's name, or by its first sentence where that name says nothing."""

from collections.abc import Callable

import pytest

from corpus.article import Article

TEXT = "The English website of the magazine Lantern.\n{}\nA second sentence follows here, and it says more."
FIRST = "The agency opened its account on Thursday."


@pytest.mark.parametrize("name", ["002_ed7dfcecb3266e95.txt", "20210422.txt", "de4dbeef-cafe.txt", "3.txt"])
def test_a_name_of_digits_alone_gives_way_to_the_first_sentence(article_of: Callable[..., Article], name: str) -> None:
    assert article_of(TEXT.format(FIRST), name).title == "The agency opened its account on Thursday"


@pytest.mark.parametrize("name", ["mill-report.txt", "scan 3.txt", "002_lighthouse.txt"])
def test_a_name_with_a_word_is_the_title(article_of: Callable[..., Article], name: str) -> None:
    assert article_of(TEXT.format(FIRST), name).title == name.removesuffix(".txt")


def test_a_long_sentence_is_cut_at_a_word(article_of: Callable[..., Article]) -> None:
    long = "The agency, which had never spoken in public of anything at all that it did, opened an account on Monday."
    title = article_of(TEXT.format(long), "17.txt").title
    assert title == "The agency, which had never spoken in public of anything at all that it did, opened an…"


def test_a_file_of_furniture_alone_keeps_its_name(article_of: Callable[..., Article]) -> None:
    assert article_of("Copy link", "17.txt").title == "17"


def test_a_slogan_above_the_headline_is_not_the_title(article_of: Callable[..., Article]) -> None:
    assert (
        article_of("Est. 1851\n\nEels return to Lochmor\n\nThe eel count reached 4,120.").title
        == "Eels return to Lochmor"
    )
