"""Replies in a mail to the questions quoted above them."""

import pytest

from corpus.article import Passage
from index.types import Hit
from qa.reading.replies import with_replies
from qa.types import Reading

TEXT = "> Will you resign?\nI will not.\n\n> Who told you of the fire?\nPer Lund did.\n\nI know of no quarrel."
SAID = {"mail": f"Minister Eva Holm\nRe: the fire at Gran\n{TEXT}"}


def reading(sentence: str, article: str = "mail") -> Reading:
    start = TEXT.index(sentence)
    hit = Hit(Passage(article, 0, 100, 100 + len(TEXT), TEXT), 1.0, 1, {})
    return Reading(hit, 0.3, 100 + start, 100 + start + len(sentence), 100 + start, 100 + start + len(sentence))


def score(question: str, sentence: str, article: str = "mail") -> float:
    return with_replies(question, SAID, [reading(sentence, article)])[0].score


def test_a_reply_to_what_is_asked_answers() -> None:
    assert score("Will Minister Holm resign?", "I will not.") == 0.6
    assert score("Who told Eva Holm of the fire at Gran?", "Per Lund did.") == 0.6


@pytest.mark.parametrize(
    ("question", "sentence", "article"),
    [
        ("Will Minister Berg resign?", "I will not.", "mail"),
        ("Will Minister Holm resign?", "I will not.", "report"),
        ("Will Minister Holm return?", "I will not.", "mail"),
        ("Will Minister Holm resign?", "I know of no quarrel.", "mail"),
        ("Who told Holm of the leak?", "Per Lund did.", "mail"),
    ],
)
def test_what_replies_to_something_else_stays_as_sure_as_it_was(question: str, sentence: str, article: str) -> None:
    assert score(question, sentence, article) == 0.3


def test_the_reply_comes_first() -> None:
    other = Reading(Hit(Passage("report", 0, 0, 4, "Yes."), 1.0, 2, {}), 0.5, 0, 4, 0, 4)
    assert with_replies("Will Minister Holm resign?", SAID, [other, reading("I will not.")])[1] == other
