"""Answers as JSON: written answers are read back, also those written before a key was added."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from corpus.article import Passage
from index.types import Hit, Mention, RelatedArticle, RelatedArticles
from qa.output.answer_json import answer_from_json, answer_json
from qa.types import Alternative, Answer, Citation, Governed, Refusal, Seconds, When

OTHER = RelatedArticle("b", "Copy", "Post", date(2021, 4, 22), "/b.txt")
CITED = Citation(
    1, "a", "T", "Post", date(2021, 4, 22), "/a.txt", 57, 58, 1, "5", "In 2015, only 5 people came.", 43,
    related=RelatedArticles((OTHER,), (), (OTHER,)), modified=date(2021, 4, 23), date_from="byline",
)  # fmt: skip
ANSWER = Answer(
    "How many people came?", "5", 0.9, (CITED,), (Hit(Passage("a", 0, 43, 71, CITED.sentence), 0.5, 1, {"bm25": 2.0}),),
    None, Seconds(0.1, 0.2, 0.3, 0.6), alternatives=(Alternative("six", 0.5, (CITED,)),),
)  # fmt: skip


def test_an_answer_is_read_back_as_it_was_written() -> None:
    assert answer_from_json(answer_json(ANSWER)) == ANSWER


@pytest.mark.parametrize(("confidence", "sure"), [(0.6, True), (0.59, False)])
def test_an_answer_below_sixty_per_cent_is_not_sure(confidence: float, sure: bool) -> None:
    assert answer_json(replace(ANSWER, confidence=confidence))["sure"] is sure


def test_a_list_of_answers_corrected_words_and_what_governs_are_read_back() -> None:
    answer = replace(ANSWER, answers=ANSWER.alternatives, read_as=("followers", "Twitter"))
    answer = replace(answer, governed=Governed("denial", "denied having"))
    stored = answer_json(answer)
    assert [line["answer"] for line in stored["answers"]] == ["six"]
    assert stored["read_as"] == ["followers", "Twitter"]
    assert (stored["sure"], stored["governed"]) == (False, {"how": "denial", "words": "denied having"})
    assert answer_from_json(stored) == answer


def test_a_citation_names_the_offset_of_its_sentence_and_lists_related_articles_by_relation() -> None:
    (citation,) = answer_json(ANSWER)["citations"]
    assert citation["sentence_start"] == 43
    assert [len(citation[key]) for key in ("copies", "versions", "same_story")] == [1, 0, 1]


def test_an_answer_kept_before_offsets_of_sentences_were_is_read() -> None:
    stored = answer_json(ANSWER)
    del stored["citations"][0]["sentence_start"]
    (citation,) = answer_from_json(stored).citations
    before, after = citation.around_quote()
    assert f"{before}{citation.quote}{after}" == citation.sentence


@pytest.mark.parametrize(
    ("when", "written"),
    [
        (
            When("Monday", "2019-05-13", "article", date(2019, 5, 14)),
            {"words": "Monday", "resolved": "2019-05-13", "from": "2019-05-14", "basis": "article"},
        ),
        (
            When("Monday", None, lacks_date=True),
            {"words": "Monday", "resolved": None, "from": "the article has no date", "basis": None},
        ),
        (When("2018", "2018"), {"words": "2018", "resolved": "2018", "from": None, "basis": None}),
        (None, None),
    ],
)
def test_an_answer_says_what_time_it_is_and_what_that_was_counted_from(when: When | None, written: Any) -> None:
    answer = replace(ANSWER, citations=(replace(CITED, when=when),))
    stored = answer_json(answer)
    assert stored["when"] == stored["citations"][0]["when"] == written
    assert answer_from_json(stored) == answer


def test_an_answer_kept_before_times_were_told_is_read() -> None:
    stored = answer_json(ANSWER)
    del stored["when"], stored["citations"][0]["when"]
    assert answer_from_json(stored).when is None


def test_a_refusal_is_read_back_with_what_mentions_its_words() -> None:
    counts = (Mention("MI6", 2, 4), Mention("TikTok", 0, 0, exact=False))
    refusal = Refusal("asks for articles", 0.4, 0, (CITED,), ("TikTok",), ("MI6",), counts, counts[0], "date")
    answer = replace(ANSWER, text=None, confidence=None, citations=(), alternatives=(), refusal=refusal)
    stored = answer_json(answer)
    assert stored["refusal"]["search"] == {"words": "MI6", "articles": 2, "passages": 4, "exact": True, "sort": "date"}
    assert answer_from_json(stored) == answer
    del stored["refusal"]["search"], stored["refusal"]["mentions"]
    earlier = answer_from_json(stored).refusal
    assert (earlier.mentions, earlier.search) == ((), None)
