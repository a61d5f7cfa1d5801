"""Answers as text: the words that are marked are those that were cited."""

import click
import pytest

from index.types import RelatedArticle, RelatedArticles
from qa.types import Answer, Citation, Seconds
from tui.chat.widgets.exchange import answer_content
from tui.text.answer import answer_text

SENTENCE = "In 2015, only 5 people came."
AT = SENTENCE.index("5 people")
OTHERS = RelatedArticles(
    (RelatedArticle("b", "Copy", None, None, "/b.txt"),),
    (RelatedArticle("c", "Version", None, None, "/c.txt"),),
    (RelatedArticle("d", "Other", "Post", None, "/d.txt"),),
)


@pytest.fixture
def answer() -> Answer:
    """The answer "5", which also stands in the year of its sentence, 40 characters into the article."""
    cited = Citation(1, "a", "T", None, None, "/a.txt", 40 + AT, 41 + AT, 1, "5", SENTENCE, 40, related=OTHERS)
    return Answer("How many people came?", "5", 0.9, (cited,), (), None, Seconds())


def test_the_quote_is_marked_where_it_was_cited_and_not_where_it_first_stands(answer):
    marked = click.style("5", bold=True)
    assert f"In 2015, only {marked} people came." in answer_text(answer)


def test_the_chat_marks_the_same_words(answer):
    content = answer_content(answer)
    (styled,) = [span for span in content.spans if "$text-accent" in str(span.style)]
    assert content.plain[: styled.start].endswith("In 2015, only ")
    assert content.plain[styled.start : styled.end] == "5"


def test_related_articles_are_counted_or_listed_with_their_relation(answer):
    assert "+1 copy · 1 other version · same story: Post" in answer_text(answer)
    listed = click.unstyle(answer_text(answer, copies=True))
    assert "copy: Copy (/b.txt)" in listed
    assert "version: Version (/c.txt)" in listed
    assert "same story: Other, Post (/d.txt)" in listed
