"""Two things are compared by what the articles say about each, and the answer names one."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article, Passage
from index.store.articles import ArticleStore
from index.types import Hit
from qa.answering.citations import Citer
from qa.answering.rules.comparing import compared, stated_outright
from qa.questions.comparison import Comparison, comparison_of
from qa.types import Reading

SENTENCES = (
    "Per Hauge was sentenced to four years and his brother Nils to eighteen months.",
    "The old bridge is 212 metres long and the new one measures 0.3 kilometres.",
    "Brenna school has 112 pupils.",
    "Fossum has 86.",
    "The Falk opened in 1931 and the Brae in 1958.",
    "If it is widened, Tromso bridge will have 6 lanes; Vardo bridge has 2.",
    "It was minus 9 in Bergen and minus 31 in Roros.",
    "The mill in Lodde is older than the mill in Almby.",
    "That of its older neighbour, the Tolar telescope, measures 6.5 metres.",
)
TEXT = " ".join(SENTENCES)


@pytest.fixture
def citer(tmp_path: Path) -> Citer:
    store = ArticleStore.create(tmp_path / "articles.sqlite")
    article = Article("a", "Pairs", "a.txt", TEXT, sha256(TEXT.encode()).hexdigest())
    store.add(article, [Passage("a", 0, 0, len(TEXT), TEXT)], [b"a" * 16])
    store.finish()
    store.close()
    return Citer(ArticleStore.open(tmp_path / "articles.sqlite"))


def reading(sentence: str, words: str, score: float = 0.9) -> Reading:
    first = TEXT.index(sentence)
    start = first + sentence.index(words)
    hit = Hit(Passage("a", 0, 0, len(TEXT), TEXT), 0.5, 1)
    return Reading(hit, score, start, start + len(words), first, first + len(sentence), {"evidence": score})


def asking(message: dict[str, Reading]) -> Callable[[str], tuple[Reading, ...]]:
    """Answer a question by its words."""
    return lambda question: tuple(match for words, match in message.items() if words in question)


def comparison(question: str) -> Comparison:
    result = comparison_of(question)
    assert result is not None
    return result


@pytest.mark.parametrize(
    ("question", "message", "named"),
    [
        ("Who got the longer sentence, Per or Nils Hauge?",
         {"of Per": (0, "four years"), "of Nils": (0, "eighteen months")}, ["Per Hauge"]),
        ("Which is longer, the old bridge or the new bridge?",
         {"old bridge": (1, "212 metres"), "new bridge": (1, "0.3 kilometres")}, ["new"]),
        ("Which school has more pupils, Brenna or Fossum?",
         {"Brenna": (2, "112"), "Fossum": (3, "86")}, ["Brenna", "86"]),
        ("Which school has fewer pupils, Brenna or Fossum?",
         {"Brenna": (2, "112"), "Fossum": (3, "86")}, ["Fossum", "112"]),
        ("Which museum is older, the Brae or the Falk?",
         {"When did the Brae": (4, "1958"), "When did the Falk": (4, "1931")}, ["Falk"]),
        ("Was it colder in Bergen or Roros?",
         {"Bergen": (6, "minus 9"), "Roros": (6, "minus 31")}, ["Roros"]),
    ],
)  # fmt: skip
def test_the_one_that_is_meant_is_named_beside_its_amount(
    citer: Citer, question: str, message: Any, named: list[str]
) -> None:
    ask = asking({words: reading(SENTENCES[place], output) for words, (place, output) in message.items()})
    result = compared(comparison(question), ask, 0.4, citer)
    assert [citation.quote for citation in result.citations] == named


def test_the_answer_is_as_likely_as_the_less_likely_of_the_two_amounts(citer: Citer) -> None:
    ask = asking({"Brenna": reading(SENTENCES[2], "112", 0.9), "Fossum": reading(SENTENCES[3], "86", 0.5)})
    comparing = comparison("Which school has more pupils, Brenna or Fossum?")
    assert compared(comparing, ask, 0.4, citer).confidence == 0.5
    assert compared(comparing, ask, 0.6, citer) is None


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("Which has more pupils, Brenna or Fossum?", {"Brenna": (2, "112")}),
        ("Which has more pupils, Brenna or Fossum?", {"Brenna": (2, "112"), "Fossum": (2, "112")}),
        ("Which has more lanes, Tromso bridge or Vardo bridge?", {"Tromso": (5, "6 lanes"), "Vardo": (5, "2")}),
        ("Who got the longer sentence, Per Hauge or Brenna?", {"Per": (0, "four years"), "Brenna": (1, "212 metres")}),
    ],
)
def test_what_is_reported_of_one_only_or_governed_or_of_another_measure_is_not_compared(
    citer: Citer, question: str, message: Any
) -> None:
    ask = asking({words: reading(SENTENCES[place], output) for words, (place, output) in message.items()})
    assert compared(comparison(question), ask, 0.4, citer) is None


def test_an_amount_of_the_other_one_alone_is_not_taken_for_the_first(citer: Citer) -> None:
    ask = asking({"Brenna": reading(SENTENCES[3], "86"), "Fossum": reading(SENTENCES[2], "112")})
    assert compared(comparison("Which has more pupils, Brenna or Fossum?"), ask, 0.4, citer) is None


def test_a_sentence_that_compares_itself_is_kept_and_others_are_not() -> None:
    outright, other = reading(SENTENCES[7], "Lodde"), reading(SENTENCES[4], "Brae")
    first, second = stated_outright("Which is deeper, the Lodde or the Brae?", [outright, other])
    assert first is outright
    assert (second.start, second.score) == (None, 0.0)


def test_a_sentence_that_compares_by_something_else_does_not_decide() -> None:
    neighbour = reading(SENTENCES[8], "Tolar")
    (bigger,) = stated_outright("Which has the bigger mirror, Quillay or Tolar?", [neighbour])
    (older,) = stated_outright("Which is older, Quillay or Tolar?", [neighbour])
    assert (bigger.start, older) == (None, neighbour)


def test_an_amount_without_a_unit_in_another_sentence_is_not_compared_with_one_that_has_it(citer: Citer) -> None:
    answers = {
        "Tolar": reading(SENTENCES[8], "6.5 metres"),
        "Brenna": reading(SENTENCES[2], "112"),
    }
    asked = comparison("Which has the bigger mirror, Tolar or Brenna?")
    assert compared(asked, asking(answers), 0.4, citer) is None
