"""Answers as text: the marked words are the cited ones."""

from dataclasses import replace
from datetime import date

import click
import pytest

from index.types import RelatedArticle, RelatedArticles
from qa.types import Alternative, Answer, Citation, Governed, Seconds, When
from tui.chat.widgets.outcome import answer_content
from tui.text.answer import answer_text
from tui.text.times import counted_line

SENTENCE = "In 2015, only 5 people came."
AT = SENTENCE.index("5 people")
OTHERS = RelatedArticles(
    (RelatedArticle("b", "Copy", None, None, "/b.txt"),),
    (RelatedArticle("c", "Version", None, None, "/c.txt"),),
    (RelatedArticle("d", "Other", "Post", None, "/d.txt"),),
)


@pytest.fixture
def answer() -> Answer:
    """The answer "5", which is also a digit of the year in its sentence, 40 characters into the article."""
    cited = Citation(1, "a", "T", None, None, "/a.txt", 40 + AT, 41 + AT, 1, "5", SENTENCE, 40, related=OTHERS)
    return Answer("How many people came?", "5", 0.9, (cited,), (), None, Seconds())


def test_the_quote_is_marked_where_it_was_cited_and_not_where_it_first_stands(answer: Answer) -> None:
    marked = click.style("5", bold=True)
    assert f"In 2015, only {marked} people came." in answer_text(answer)


def test_the_chat_marks_the_same_words(answer: Answer) -> None:
    content = answer_content(answer)
    (styled,) = [span for span in content.spans if "$text-accent" in str(span.style)]
    assert content.plain[: styled.start].endswith("In 2015, only ")
    assert content.plain[styled.start : styled.end] == "5"


def test_related_articles_are_counted_or_listed_with_their_relation(answer: Answer) -> None:
    assert "+1 copy · 1 other version · same story: Post" in answer_text(answer)
    listed = click.unstyle(answer_text(answer, copies=True))
    assert "copy: Copy (/b.txt)" in listed
    assert "version: Version (/c.txt)" in listed
    assert "same story: Other, Post (/d.txt)" in listed


MONDAY = When("Monday", "2019-05-13", "article", date(2019, 5, 14))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (MONDAY, " (13 May 2019)"),
        (replace(MONDAY, resolved="2019-05"), " (May 2019)"),
        (replace(MONDAY, resolved="2018"), " (2018)"),
        (replace(MONDAY, resolved="2019-05-06/2019-05-12"), " (6 May 2019 to 12 May 2019)"),
        (When("Monday", None, lacks_date=True), " (the article has no date)"),
        (When("13 May 2019", "2019-05-13"), ""),
        (When("lately", None), ""),
        (None, ""),
    ],
)
def test_an_answer_that_is_a_time_shows_the_day(answer: Answer, when: When | None, words: str) -> None:
    changed = replace(answer, citations=(replace(answer.citations[0], when=when),))
    first = click.unstyle(answer_text(changed)).splitlines()[0]
    assert first == f"5{words}"
    assert answer_content(changed).plain.startswith(f"5{words}\n")


def test_what_a_time_was_counted_from_is_reported() -> None:
    assert counted_line(MONDAY) == "“Monday” is 13 May 2019, counted from the article's day, 14 May 2019."
    quoted = replace(MONDAY, basis="quotation")
    assert counted_line(quoted) == "“Monday” is 13 May 2019, counted from the day it was said, 14 May 2019."
    undated = When("Monday", None, lacks_date=True)
    assert counted_line(undated) == "“Monday” cannot be resolved: the article has no date."
    assert counted_line(When("13 May 2019", "2019-05-13")) == counted_line(None) == ""


def test_an_unsure_answer_shows_its_sentence_first_in_amber_and_says_that_it_is_not_sure(answer: Answer) -> None:
    first, second, third, *_ = answer_text(replace(answer, confidence=0.45)).splitlines()
    assert first == click.style(f"“{SENTENCE}”", fg="yellow")
    assert click.unstyle(second) == "Not sure: perhaps 5"
    assert click.unstyle(third) == "confidence 45%"


def test_an_unsure_sentence_is_not_repeated_as_the_answer(answer: Answer) -> None:
    whole = replace(answer.citations[0], start=40, end=40 + len(SENTENCE), quote=SENTENCE)
    lines = click.unstyle(answer_text(replace(answer, text=SENTENCE, confidence=0.45, citations=(whole,)))).splitlines()
    assert lines[:2] == [f"“{SENTENCE}”", "Not sure: the sentence that answers, confidence 45%"]


def test_items_of_a_list_are_lines_with_the_number_of_their_sentence_which_is_shown_once(answer: Answer) -> None:
    (cited,) = answer.citations
    year = replace(cited, number=3, start=43, end=47, quote="2015")
    items = (Alternative("5", 0.9, (replace(cited, number=2),)), Alternative("2015", 0.5, (year,)))
    text = click.unstyle(answer_text(replace(answer, answers=items)))
    assert text.startswith("- 5, confidence 90% [1]\n- 2015, confidence 50% [1]\n")
    assert text.count(SENTENCE) == 1


def test_what_holds_under_a_condition_is_its_sentence_with_the_condition_named(answer: Answer) -> None:
    governed = replace(answer, governed=Governed("condition", "if it rains"))
    first, second, third, *_ = click.unstyle(answer_text(governed)).splitlines()
    assert (first, second) == (f"“{SENTENCE}”", "This applies only under a condition: “if it rains”")
    assert third == "Perhaps 5"
    assert governed.sure is False


def test_an_answer_of_metadata_says_so_in_place_of_a_confidence(answer: Answer) -> None:
    assert "from the metadata of the article" in answer_text(replace(answer, confidence=1.0, metadata="author"))
