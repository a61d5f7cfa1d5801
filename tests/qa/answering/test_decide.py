"""From readings to an answer: agreement, alternatives, citations, and the reasons to refuse."""

import math
import random
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.calibrate import fit, regress
from corpus.article import Article, Passage
from corpus.errors import ModelMissing
from index.store.articles import ArticleStore
from index.types import Hit
from qa.answering.citations import Citer
from qa.answering.decide import Conclusion, conclude, reordered
from qa.reading.agreement import grouped, same_answer, span_text
from qa.reading.confidence import ANSWER_FEATURES, PASSAGE_FEATURES, Confidence
from qa.types import Citation, Reading

TEXTS = {
    "a": "GCHQ joined Instagram in 2018.",
    "b": "It was in October 2018 that GCHQ came.",
    "c": "MI5 joined on 22 April 2021.",
    "d": "The year was 2018, said GCHQ.",
}


@pytest.fixture
def citer(tmp_path: Path) -> Citer:
    from hashlib import sha256

    store = ArticleStore.create(tmp_path / "articles.sqlite")
    for name, text in TEXTS.items():
        article = Article(name, f"Title {name}", f"{name}.txt", text, sha256(text.encode()).hexdigest())
        store.add(article, [Passage(name, 0, 0, len(text), text)], [name.encode() * 16])
    store.finish()
    store.close()
    return Citer(ArticleStore.open(tmp_path / "articles.sqlite"))


def reading(name: str, answer: str | None, score: float, rank: int = 1, **scores: float) -> Reading:
    text = TEXTS[name]
    hit = Hit(Passage(name, 0, 0, len(text), text), 0.5, rank)
    if answer is None:
        return Reading(hit, score, scores=scores)
    start = text.index(answer)
    return Reading(hit, score, start, start + len(answer), 0, len(text), scores)


def concluded(readings: Any, citer: Any, threshold: float = 0.5) -> Any:
    return conclude("When did GCHQ join?", readings, [given.hit for given in readings], threshold, citer)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2018", "in October 2018", True),
        ("Anneke Vos", "the palaeontologist Anneke Vos", True),
        ("the 2,000 oaks", "2,000 oaks.", True),
        ("5", "5 million", False),
        ("5 million", "5 billion", False),
        ("2018", "2021", False),
        ("vos", "Voss", False),
        ("of the", "the", False),
        ("22 April 2021", "Thursday 22 April 2021", True),
        ("a", "GCHQ joined Instagram in a year of many joinings", False),
    ],
)
def test_answers_are_the_same_if_equal_or_one_within_the_other(one: str, other: str, same: bool) -> None:
    assert same_answer(one, other) == same_answer(other, one) == same


@given(st.text(max_size=30), st.text(max_size=30))
def test_sameness_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert same_answer(one, one)
    assert same_answer(one, other) == same_answer(other, one)


def test_one_answer_of_several_texts_has_several_citations_best_first(citer: Citer) -> None:
    result = concluded([reading("a", "2018", 0.9, 1), reading("b", "October 2018", 0.9, 2)], citer)
    assert [citation.quote for citation in result.citations] == ["2018", "October 2018"]
    assert [citation.number for citation in result.citations] == [1, 2]
    assert result.alternatives == ()
    assert result.confidence == 0.9


def test_the_same_words_of_a_passage_that_does_not_answer_are_not_cited(citer: Citer) -> None:
    result = concluded([reading("a", "2018", 0.9, 1, evidence=0.8), reading("d", "2018", 0.9, 2, evidence=0.02)], citer)
    assert [citation.article_id for citation in result.citations] == ["a"]


def test_another_answer_that_comes_close_is_shown_with_its_own_citation(citer: Citer) -> None:
    result = concluded([reading("a", "2018", 0.8, 1), reading("c", "22 April 2021", 0.6, 2)], citer)
    assert result.citations[0].quote == "2018"
    (other,) = result.alternatives
    assert (other.text, other.confidence) == ("22 April 2021", 0.6)
    assert [citation.number for citation in other.citations] == [2]


def test_another_answer_that_is_far_after_is_not_shown(citer: Citer) -> None:
    assert concluded([reading("a", "2018", 0.9, 1), reading("c", "22 April 2021", 0.2, 2)], citer).alternatives == ()


@pytest.mark.parametrize(
    ("readings", "reason"),
    [
        ([], "nothing retrieved"),
        ([("a", "2018", 0.05)], "nothing relevant"),
        ([("a", None, 0.6)], "no span"),
        ([("a", "2018", 0.4)], "low confidence"),
    ],
)
def test_a_refusal_says_why(citer: Citer, readings: Any, reason: str) -> None:
    result = concluded([reading(*facts) for facts in readings], citer)
    assert result.refusal.reason == reason
    assert result.citations == ()
    assert result.confidence is None


@pytest.mark.parametrize(("threshold", "answered"), [(0.0, True), (0.4, True), (0.401, False), (1.0, False)])
def test_the_threshold_moves_the_refusal(citer: Citer, threshold: float, answered: bool) -> None:
    assert bool(concluded([reading("a", "2018", 0.4)], citer, threshold).citations) == answered


def test_hits_without_a_reading_stay_after_those_that_were_read() -> None:
    read = [reading("a", "2018", 0.1, 2, evidence=0.1), reading("c", "22 April 2021", 0.7, 3, evidence=0.7)]
    unread = Hit(Passage("b", 0, 0, 3, "It "), 0.9, 1)
    ordered = reordered([unread, read[0].hit, read[1].hit], read)
    assert [hit.passage.article_id for hit in ordered] == ["c", "a", "b"]
    assert [hit.rank for hit in ordered] == [1, 2, 3]
    assert ordered[0].scores["fused"] == 0.5
    assert ordered[0].scores["probability"] == 0.7


def test_of_hits_found_alike_the_more_relevant_stands_first_whatever_span_is_in_it() -> None:
    read = [
        reading("a", "2018", 0.9, 1, relevance=-2.0, evidence=0.9),
        reading("c", "22 April 2021", 0.2, 2, relevance=3.0, evidence=0.2),
    ]
    assert [hit.passage.article_id for hit in reordered([given.hit for given in read], read)] == ["c", "a"]


@pytest.mark.parametrize("relevance", [-1e9, -10.0, 0.0, 10.0, 1e9])
def test_a_hits_score_stays_within_0_and_1_however_sure_the_reader_is(relevance: float) -> None:
    read = reading("a", "2018", 0.5, relevance=relevance)
    for fused in (0.0, 1.0):
        (hit,) = reordered([replace(read.hit, score=fused)], [replace(read, hit=replace(read.hit, score=fused))])
        assert 0 <= hit.score <= 1


# ---------------------------------------------------------------- probability


def confidence(**weights: float) -> Confidence:
    passage = dict.fromkeys(PASSAGE_FEATURES, 0.0) | {"span": 10.0}
    return Confidence(passage, dict.fromkeys(ANSWER_FEATURES, 0.0) | {"evidence": 10.0} | weights)


def seen(name: str, words: str | None, span: float, rank: int, story: str | None = None) -> Reading:
    made = reading(name, words, 0.0, rank, span=span, share=0.5, relevance=0.0, words=0.5)
    hit = Hit(made.hit.passage, 0.5, rank, {"dense": 0.5}, story)
    return Reading(hit, 0.0, made.start, made.end, made.sentence_start, made.sentence_end, made.scores)


def test_texts_that_agree_make_an_answer_likelier() -> None:
    alone = confidence(agreement=1.0).judged([seen("a", "2018", 1.0, 1), seen("c", "22 April 2021", 0.5, 2)])
    agreed = confidence(agreement=1.0).judged([seen("a", "2018", 1.0, 1), seen("b", "October 2018", 0.5, 2)])
    assert agreed[0].score > alone[0].score
    assert agreed[0].score == agreed[1].score


def test_two_unsure_texts_that_agree_are_no_surer_than_if_each_were_right_by_itself() -> None:
    """For any weight of agreement: two guesses once resulted in a hundred per cent."""
    judge = confidence(agreement=10.0)
    (alone, *_) = judge.judged([seen("a", "2018", -1.4, 1)])
    (agreed, *_) = judge.judged([seen("a", "2018", -1.4, 1), seen("b", "October 2018", -1.4, 2)])
    assert alone.score == pytest.approx(0.2, abs=0.01)
    assert agreed.score == pytest.approx(1 - (1 - alone.score) ** 2)


@pytest.mark.parametrize(("lift", "weight"), [(-0.4, "nothing"), (0.1, "something"), (1.0, "no more than evidence")])
def test_agreement_weighs_between_nothing_and_what_a_right_text_would(lift: float, weight: str) -> None:
    weights = fit(asked_of_texts_that_agree(3, lift)).answer
    if weight == "something":
        assert 0 < weights["agreement"] < weights["evidence"]
    else:
        assert weights["agreement"] == (0.0 if weight == "nothing" else weights["evidence"])


@pytest.mark.parametrize("lift", [-0.4, 1.0])
def test_a_handful_of_texts_that_agree_does_not_decide_what_agreement_weighs(lift: float) -> None:
    """Texts agree so seldom in the fitting data that the fitted weight was once 0 by chance."""
    weights = fit(asked_of_texts_that_agree(100, lift)).answer
    assert weights["agreement"] == pytest.approx(0.2 * weights["evidence"])


def asked_of_texts_that_agree(one_in: int, lift: float) -> list:
    """300 questions; two texts agree on the answer of one in so many, which is right so much more often."""
    chance = random.Random(4)
    read = []
    for number in range(300):
        agree = number % one_in == 0
        spans = (chance.uniform(-2, 2), -1.0)
        says = ("2018", "October 2018") if agree else ("2018", "22 April 2021")
        readings = [
            seen(name, words, span, at)
            for at, (name, words, span) in enumerate(
                zip(("a", "b" if agree else "c"), says, spans, strict=True), start=1
            )
        ]
        right = chance.random() < 1 / (1 + math.exp(-3 * spans[0])) + lift * agree
        example = SimpleNamespace(answers=["2018"] if right else ["1066"])
        read.append((example, readings))
    return read


def test_copies_of_one_text_do_not_agree() -> None:
    judge = confidence(agreement=1.0)
    apart = judge.judged([seen("a", "2018", 1.0, 1), seen("d", "2018", 0.5, 2)])
    copies = judge.judged([seen("a", "2018", 1.0, 1, "a"), seen("d", "2018", 0.5, 2, "a")])
    assert copies[0].score < apart[0].score


def test_a_rival_makes_an_answer_less_likely() -> None:
    judge = confidence(rival=-1.0)
    alone = judge.judged([seen("a", "2018", 1.0, 1)])
    contested = judge.judged([seen("a", "2018", 1.0, 1), seen("c", "22 April 2021", 0.9, 2)])
    assert contested[0].score < alone[0].score
    assert span_text(contested[0]) == "2018"


def test_a_passage_without_words_has_no_chance() -> None:
    result = confidence().judged([seen("a", None, 0.0, 1), seen("b", "October 2018", -2.0, 2)])
    assert span_text(result[0]) == "October 2018"
    assert result[1].score == 0
    assert len(grouped(result)) == 1
    assert confidence().judged([]) == ()


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=4))
def test_probabilities_are_probabilities(spans: Any) -> None:
    names = list(TEXTS)
    words = {"a": "2018", "b": "October 2018", "c": "22 April 2021", "d": "2018"}
    readings = [seen(names[at], words[names[at]], span, at + 1) for at, span in enumerate(spans)]
    result = confidence(agreement=1.0, rival=-1.0).judged(readings)
    assert all(0 <= judged.score <= 1 and math.isfinite(judged.score) for judged in result)
    assert [judged.score for judged in result] == sorted((judged.score for judged in result), reverse=True)


def test_weights_of_another_version_are_refused() -> None:
    with pytest.raises(ModelMissing, match="confidence"):
        Confidence.of_card({"confidence": {"passage": {"bias": 1.0}, "answer": {}}})


def test_the_regression_finds_the_weights_that_made_its_data() -> None:
    import numpy as np

    chance = np.random.default_rng(1)
    rows = np.column_stack([np.ones(4000), chance.normal(size=(4000, 2))])
    wanted = np.array([-0.5, 2.0, -1.0])
    gains = 1 / (1 + np.exp(-rows @ wanted))
    assert regress(rows, gains) == pytest.approx(wanted, abs=0.05)


def test_an_answer_is_without_the_note_marks_of_its_quote() -> None:
    cited = Citation(
        1, "a", "T", None, None, "/a.md", 0, 15, 1, "42[^tall] metres", "It stands 42[^tall] metres high.", 0
    )
    assert Conclusion((cited,), 0.9).of_answer()["text"] == "42 metres"
    assert cited.quote == "42[^tall] metres"
