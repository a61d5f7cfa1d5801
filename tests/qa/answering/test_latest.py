"""Answers that change with time: the newest first, older ones below it with the day until which they were reported."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from corpus.article import Passage
from index.build import Build
from index.types import Hit
from qa.answering.citations import Citer
from qa.answering.decide import conclude
from qa.answering.latest import in_order
from qa.reading.agreement import span_text
from qa.types import Reading, Tellings

DAYS = {"old": date(2020, 10, 1), "new": date(2021, 4, 22), "also": date(2021, 4, 22)}
WHO = "who is the head of MI5"


def reading(article: Any, text: Any, words: Any, score: Any, story: Any = None) -> Any:
    hit = Hit(Passage(article, 0, 0, len(text), text), 0.5, 1, story=story)
    start = text.index(words)
    return Reading(hit, score, start, start + len(words), 0, len(text), {"evidence": score})


OLD = reading("old", "Andrew Parker, the head of MI5, said so.", "Andrew Parker", 0.9)
NEW = reading("new", "Ken McCallum took over as head of MI5.", "Ken McCallum", 0.4)


def grouped(question: Any, *groups: Any) -> Any:
    return [
        (span_text(choice.group[0]), choice.confidence, choice.relation, choice.until)
        for choice in in_order(question, [[group] for group in groups], DAYS, [[group] for group in groups[1:]])
    ]


def test_the_newest_comes_first_and_the_older_says_until_when() -> None:
    assert grouped(WHO, OLD, NEW) == [
        ("Ken McCallum", 0.4, "other", None),
        ("Andrew Parker", 0.4, "earlier", date(2020, 10, 1)),
    ]


def test_what_was_is_asked_for_by_its_probability() -> None:
    assert grouped("who was the head of MI5", OLD, NEW) == [
        ("Andrew Parker", 0.9, "other", None),
        ("Ken McCallum", 0.4, "other", None),
    ]


def test_a_newer_price_is_no_newer_number() -> None:
    steps = reading("old", "The tower has 142 steps.", "142 steps", 0.9)
    price = reading("new", "The repairs cost £73,000.", "£73,000", 0.8)
    assert grouped("how many steps are there in the tower", steps, price)[0][0] == "142 steps"


FOUR = reading("undated", "At least four people died on the pass on Monday.", "At least four", 0.9)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two women have died, raising the number of dead to six.", "six"),
        ("The death toll has risen to at least six.", "six"),
        ("The police corrected the number of dead to three.", "three"),
    ],
)
def test_a_figure_that_takes_the_place_of_another_comes_before_one_without_a_date(text: str, words: str) -> None:
    later = reading("new", text, words, 0.4)
    assert [found[0] for found in grouped("how many people died on the pass", FOUR, later)] == [words, "At least four"]
    assert [found[2] for found in grouped("how many people died on the pass", FOUR, later)] == ["other", "earlier"]


@pytest.mark.parametrize(
    ("article", "text"),
    [("new", "Six people died on the pass, a doctor said."), ("new", "Two drove to Hadley, and six died on the pass.")],
)
def test_a_figure_that_only_differs_changes_nothing(article: str, text: str) -> None:
    other = reading(article, text, "Six" if "Six" in text else "six", 0.4)
    assert grouped("how many people died on the pass", FOUR, other)[0][0] == "At least four"


def test_what_was_at_first_is_asked_for_by_its_probability() -> None:
    later = reading("new", "Two women have died, raising the number of dead to six.", "six", 0.4)
    assert grouped("who died on the pass", FOUR, later)[0][0] == "At least four"


def test_a_newer_answer_that_hardly_answers_changes_nothing() -> None:
    unlikely = reading("new", "Richard Moore leads MI6.", "Richard Moore", 0.1)
    assert grouped(WHO, OLD, unlikely)[0][0] == "Andrew Parker"


@pytest.mark.parametrize(
    "text",
    [
        "The former head, Andrew Parker, spoke.",
        "McCallum succeeded Andrew Parker as head.",
        "Andrew Parker, who led MI5 then, spoke.",
        "It was then that Andrew Parker stepped down.",
    ],
)
def test_who_is_reported_as_former_in_the_newest_article_is_not_the_newest(text: str) -> None:
    before = reading("new", text, "Andrew Parker", 0.9)
    standing = reading("old", "Ken McCallum is the head of MI5.", "Ken McCallum", 0.5)
    assert grouped(WHO, before, standing)[0][0] == "Ken McCallum"


def test_two_figures_of_one_day_dispute_each_other() -> None:
    one = reading("new", "It said 12 had died.", "12", 0.6)
    other = reading("also", "Officials put it at 14 dead.", "14", 0.5)
    question = "how many died in the fire"
    assert [answer[2] for answer in grouped(question, one, other)] == ["other", "disputed"]
    assert [answer[2] for answer in grouped(question, one, reading("new", "Others said 14.", "14", 0.5))] == [
        "other",
        "other",
    ]


FLOOD = "The flood at Coldwater killed {} people, the river board said on Monday after a long search of the banks."


def test_an_answer_counts_the_articles_and_the_texts_that_tell_it(indexed: Callable[..., Build]) -> None:
    text = " ".join([FLOOD.format("nine"), *(f"House number {n} in Mill Lane stood {n} feet deep." for n in range(9))])
    other = "Nine people died. The mayor of Coldwater said the water came in the night and took the bridge."
    build = indexed(
        *({"id": name, "title": "Flood", "date": "2021-04-22", "text": text} for name in ("a", "b")),
        {"id": "c", "title": "Flood", "date": "2021-04-23", "text": other},
    )
    passages = {entry.passage.article_id: entry.passage for entry in build.store.indexed()}
    readings = []
    for rank, (name, output) in enumerate((("a", "nine"), ("c", "Nine")), 1):
        passage = passages[name]
        start = passage.start + passage.text.index(output)
        hit = Hit(passage, 0.5, rank, story="a" if name == "a" else None)
        readings.append(Reading(hit, 0.9, start, start + 4, passage.start, passage.end, {"evidence": 0.9}))
    result = conclude("how many died in the flood", readings, [each.hit for each in readings], 0.4, Citer(build.store))
    assert result.tellings == Tellings(3, 2)
