"""Searching by words: which articles mention them, exactly how many, and where."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from corpus.errors import QuestionInvalid
from index.build import Build
from index.filters import Filter
from index.lexical.analyzer import analysed
from index.lexical.bm25 import BM25Index
from qa.engine import Engine
from qa.library.search import Searcher

STORY = "The keeper of lock {n} counted herons by noon. Nothing else was seen on the canal that day."


@pytest.fixture
def searcher(indexed: Callable[..., Build]) -> Callable[..., Searcher]:
    def searcher(*entries: Any) -> Searcher:
        build = indexed(*({"id": f"a{place}", **entry} for place, entry in enumerate(entries)))
        assert isinstance(build.bm25, BM25Index)
        return Searcher(build.store, build.bm25)

    return searcher


@pytest.fixture
def articles_searcher(build: Build) -> Searcher:
    assert isinstance(build.bm25, BM25Index)
    return Searcher(build.store, build.bm25)


def ids(result: Any) -> list[str]:
    return [entry.article.article_id for entry in result.found]


def test_articles_that_have_all_of_the_words_are_found_wherever_in_them_they_stand(
    searcher: Callable[..., Searcher],
) -> None:
    far = " ".join(STORY.format(n=n) for n in range(40))
    results = searcher(
        {"title": "The kestrel", "text": f"A kestrel sat there. {far} A barge went by."},
        {"title": "A barge", "text": "The barge was loaded with coal."},
        {"title": "The weather", "text": "It rained on the kestrel."},
    ).search("kestrel barge")
    assert ids(results) == ["a0"]
    assert results.every
    assert (results.total.articles, results.total.passages) == (1, 2)
    assert [(count.words, count.articles, count.passages) for count in results.counts] == [
        ("kestrel", 2, 2),
        ("barge", 2, 2),
    ]


def test_where_no_article_has_all_words_one_is_enough_and_that_is_reported(searcher: Callable[..., Searcher]) -> None:
    results = searcher({"title": "A barge", "text": "It lay there."}, {"title": "A kestrel", "text": "It sat."}).search(
        "kestrel barge zeppelin"
    )
    assert not results.every
    assert sorted(ids(results)) == ["a0", "a1"]
    assert [count.articles for count in results.counts] == [1, 1, 0]


def test_what_is_mentioned_nowhere_is_an_empty_result(articles_searcher: Searcher) -> None:
    results = articles_searcher.search("zeppelin")
    assert results.found == ()
    assert (results.total.articles, results.total.passages, results.every) == (0, 0, False)


def test_counts_are_those_of_looking_through_every_text(build: Build, articles_searcher: Searcher) -> None:
    passages = build.store.stored(range(build.store.count("passages")))
    articles = {passage.passage.article_id: build.store.article(passage.passage.article_id) for passage in passages}
    terms = {word for passage in passages for word in passage.passage.text.split() if len(analysed(word)) == 1}
    terms = {word for word in terms if word.isascii() and word.isalpha()}
    assert len(terms) > 200
    for word in sorted(terms):
        (term,) = analysed(word)
        having = [passage for passage in passages if term in analysed(passage.passage.text)]
        titled = {name for name, article in articles.items() if term in analysed(article.title)}
        expected = len({hit.passage.article_id for hit in having} | titled), len(having)
        (counts,), _ = articles_searcher.mentions(word)
        assert (counts.articles, counts.passages, counts.exact) == (*expected, True), word


def test_the_date_of_an_article_is_no_mention_of_its_month(searcher: Callable[..., Searcher]) -> None:
    results = searcher(
        {"title": "A barge", "date": "2021-04-22", "text": "It lay there."},
        {"title": "A kestrel", "date": "2020-01-01", "text": "It sat there in April 2021."},
        {"title": "April", "date": "2021-04-01", "text": "It rained."},
    )
    assert sorted(ids(results.search("April"))) == ["a1", "a2"]
    assert results.search("April").total.passages == 1
    assert ids(results.search("2021")) == ["a1"]


def test_words_found_are_marked_in_title_and_text(articles_searcher: Searcher, build: Build) -> None:
    (first, *_) = articles_searcher.search("mill shaft").found
    assert [first.article.title[start:end] for start, end in first.title_words]
    for passage in first.passages:
        text = build.store.article(first.article.article_id).text
        assert {analysed(text[start:end])[0] for start, end in passage.words} <= {"mill", "shaft"}
        assert text.splitlines()[passage.line - 1].find(text[slice(*passage.words[0])]) >= 0


def test_no_two_passages_shown_of_an_article_are_there_for_the_same_words(articles_searcher: Searcher) -> None:
    for words in ("mill", "shaft", "lighthouse", "bus"):
        for entry in articles_searcher.search(words).found:
            places = [place for passage in entry.passages for place in passage.words]
            assert len(places) == len(set(places))
            assert len(entry.passages) <= 3
            assert entry.mentions >= len([passage for passage in entry.passages if passage.words])


def test_a_phrase_is_found_where_its_words_follow_one_another(searcher: Callable[..., Searcher]) -> None:
    results = searcher(
        {"title": "One", "text": "The oak shaft was turned."}, {"title": "Two", "text": "A shaft of oak was turned."}
    )
    assert ids(results.search('"oak shaft"')) == ["a0"]
    assert sorted(ids(results.search("oak shaft"))) == ["a0", "a1"]
    assert results.search('"oak shaft"').total.passages == 1


def test_capitals_tell_an_organisation_from_the_word_that_asks(searcher: Callable[..., Searcher]) -> None:
    results = searcher(
        {"title": "One", "text": "The WHO met."}, {"title": "Two", "text": "The man who met them is not here."}
    )
    assert ids(results.search("the WHO")) == ["a0"]


def test_the_newest_come_first_when_sorted_by_date_and_as_many_as_wanted(searcher: Callable[..., Searcher]) -> None:
    days = ["2019-05-01", "2021-05-01", None, "2020-05-01"]
    results = searcher(*({"title": "A barge", "date": day, "text": STORY.format(n=n)} for n, day in enumerate(days)))
    assert ids(results.search("barge", order="date")) == ["a1", "a3", "a0", "a2"]
    newest = results.search("barge", n=2, order="date")
    assert ids(newest) == ["a1", "a3"]
    assert newest.total.articles == 4


def test_more_passages_of_one_article_do_not_hide_the_others(searcher: Callable[..., Searcher]) -> None:
    long = {"title": "The barge", "text": " ".join(f"Barge {n} is a barge, that barge." for n in range(3_000))}
    results = searcher(long, {"title": "A day", "text": f"A barge passed. {STORY.format(n=1)}"}).search("barge")
    assert sorted(ids(results)) == ["a0", "a1"]
    assert results.total.passages > 200


def test_a_filter_holds_counts_and_results_to_the_articles_that_meet_it(searcher: Callable[..., Searcher]) -> None:
    results = searcher(
        {"title": "A barge", "date": "2021-04-22", "text": "It lay there."},
        {"title": "A barge", "date": "2020-01-01", "text": "It sank."},
    ).search("barge", where=Filter(since=date(2021, 1, 1)))
    assert ids(results) == ["a0"]
    assert results.total.articles == results.counts[0].articles == results.scope.articles == 1


def test_of_a_question_the_names_that_one_article_has_together_are_chosen(searcher: Callable[..., Searcher]) -> None:
    results = searcher(
        {"title": "MI6", "text": "The service did not join anything."},
        {"title": "TikTok", "text": "Teenagers join TikTok."},
        {"title": "Both", "text": "MI6 looked at TikTok."},
    )
    counts, chosen = results.mentions("When did MI6 join TikTok in Fenmouth?")
    assert [(count.words, count.articles) for count in counts] == [
        ("MI6", 2),
        ("join", 2),
        ("TikTok", 2),
        ("Fenmouth", 0),
    ]
    assert (chosen.words, chosen.articles) == ("MI6 TikTok", 1)
    assert results.mentions("when did mi6 join zeppelins")[1].words == "mi6 join"
    assert results.mentions("did teenagers swim on tiktok")[1].words == "teenagers tiktok"
    assert results.mentions("zeppelins")[1] is None


@pytest.mark.parametrize("words", ["", "?!"])
def test_a_search_without_words_is_an_error(articles_searcher: Searcher, words: str) -> None:
    with pytest.raises(QuestionInvalid):
        articles_searcher.search(words)


def test_the_engine_searches_by_words_too(engine: Engine) -> None:
    assert engine.search("oak shaft").found[0].article.article_id == "tide-mill-flour.md"
