"""Of what the entries of one live blog say, the latest answers."""

from dataclasses import replace
from typing import Any

import pytest

from corpus.article import Article, Format, Mark, Passage
from index.types import Hit
from qa.answering.entries import entries_of, latest_first
from qa.questions.clock import ClockTime
from qa.types import Reading


def reading(text: str, score: float, article: str = "live") -> list[Reading]:
    return [Reading(Hit(Passage(article, 0, 0, len(text), text), 1.0, 1, {}), score, 0, 1, 0, len(text))]


OLD, NEW = reading("11.45 Six dead", 0.9), reading("4.20 p.m. Four dead", 0.6)


def test_a_later_entry_comes_before_an_earlier_one() -> None:
    assert latest_first([OLD, NEW], 0.5) == [NEW, OLD]
    assert latest_first([NEW, OLD], 0.5) == [NEW, OLD]


@pytest.mark.parametrize(
    "other", [reading("16.20 Four dead", 0.4), reading("16.20 Four dead", 0.8, "another"), reading("Four dead", 0.8)]
)
def test_an_entry_that_is_not_sure_and_other_articles_change_nothing(other: Any) -> None:
    assert latest_first([OLD, other], 0.5) == [OLD, other]


def test_an_entry_past_midnight_is_later_than_those_before_it() -> None:
    text = "22:10 A fire\n\n23:45 Six dead\n\n00:20 Four dead"
    marks = [Mark(0, "22:10"), Mark(14, "23:45"), Mark(30, "00:20")]
    six, four = ([replace(OLD[0], hit=_hit(text, start))] for start in (14, 30))
    assert latest_first([six, four], 0.5, {"live": marks}) == [four, six]
    assert latest_first([four, six], 0.5, {"live": marks}) == [four, six]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (ClockTime(22 * 60 + 30, either_half=False, strictly_before=False), "fire"),
        (ClockTime(10 * 60 + 30, either_half=True, strictly_before=False), "fire"),
        (ClockTime(23 * 60 + 45, either_half=False, strictly_before=False), "six"),
        (ClockTime(23 * 60 + 45, either_half=False, strictly_before=True), "fire"),
        (None, "four"),
    ],
)
def test_at_a_time_of_day_the_entry_that_held_then_comes_first(asked: ClockTime | None, first: str) -> None:
    text = "22:10 A fire, two dead\n\n23:45 Six dead\n\n00:20 Four dead"
    marks = {"live": [Mark(0, "22:10"), Mark(24, "23:45"), Mark(40, "00:20")]}
    names = {name: [replace(OLD[0], hit=_hit(text, start))] for name, start in (("fire", 0), ("six", 24), ("four", 40))}
    elsewhere = reading("Five dead", 0.95, "another")
    for order in (["fire", "six", "four"], ["four", "six", "fire"]):
        groups = [names[name] for name in order]
        assert latest_first(groups, 0.05, marks, asked)[0] == names[first]
    if asked:
        assert latest_first([elsewhere, *names.values()], 0.05, marks, asked)[0] == names[first]


def _hit(text: str, start: int) -> Hit:
    return Hit(Passage("live", 0, start, len(text), text[start:]), 1.0, 1, {})


@pytest.mark.parametrize(
    ("form", "marks", "labels"),
    [
        ("text", (Mark(6, "11.45"), Mark(21, "16.20")), ["11.45", "16.20"]),
        ("pdf", (Mark(0, "page 1"),), ["11.45", "16.20"]),
        ("transcript", (Mark(0, "00:00:01"),), []),
    ],
)
def test_entries_are_an_articles_marks_unless_its_format_has_others(
    form: Format, marks: tuple[Mark, ...], labels: list[str]
) -> None:
    text = "Live\n\n11.45 Six dead\n\n16.20 Four dead"
    article = Article("live", "Live", "live", text, "", format=form, marks=marks)
    assert [mark.label for mark in entries_of(article)] == labels


def test_a_later_entry_that_an_earlier_one_rivals_counts_by_its_own_evidence() -> None:
    rivalled = [replace(NEW[0], score=0.3, scores={"evidence": 0.7})]
    assert latest_first([OLD, rivalled], 0.45) == [rivalled, OLD]
