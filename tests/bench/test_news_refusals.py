"""The selection of news questions whose articles are left out."""

from bench.news_refusals import _parted
from bench.support.data import article_of
from bench.support.silver import QuizQuestion

ARTICLES = [
    article_of("vet", "Vets", "The vet was Maria Lindqvist."),
    article_of("port", "Ports", "The port of Hamburg opened in 1189."),
    article_of("storm", "Storms", "The storm was named Ciara."),
]


def asked(text: str, answer: str, *articles: str) -> QuizQuestion:
    return QuizQuestion(text, (f" {answer} ",), frozenset(articles))


def test_the_articles_of_every_third_question_are_missing_and_it_is_asked_all_the_same() -> None:
    who, when, which = (
        asked("Who?", "maria lindqvist", "vet"),
        asked("When?", "1189", "port"),
        asked("Which?", "ciara", "storm"),
    )
    left, questions = _parted(ARTICLES, [who, when, which])
    assert [article.article_id for article in left] == ["port", "storm"]
    assert questions == [(who, False), (when, True), (which, True)]


def test_a_question_that_loses_its_articles_to_another_is_not_asked() -> None:
    who, again = asked("Who?", "maria lindqvist", "vet"), asked("Who was the vet?", "maria lindqvist", "vet")
    _, questions = _parted(ARTICLES, [who, again])
    assert questions == [(who, False)]


def test_a_question_whose_other_article_is_left_is_answered() -> None:
    who, when = asked("Who?", "maria lindqvist", "vet", "port"), asked("When?", "1189", "port", "storm")
    which = asked("Which?", "ciara", "port", "storm")
    assert _parted(ARTICLES, [who, when, which])[1] == [(who, False), (which, True)]
