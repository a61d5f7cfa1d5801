"""Expressions that count from an event in the text: from the nearest date that it states, or from what it names."""

from datetime import date
from typing import Any

import pytest

from corpus.times.find import times_in

WEDNESDAY = date(2022, 6, 15)


def resolved(text: Any, day: Any = None) -> Any:
    return {time.words: time.resolved for time in times_in(text, day)}


DAM = "The dam failed on 6 June 1899."


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        (f"{DAM} The following day the bishop came.", "The following day", "1899-06-07"),
        (f"{DAM} the following day the bishop came.", "the following day", "1899-06-07"),
        (f"{DAM} THE FOLLOWING DAY the bishop came.", "THE FOLLOWING DAY", "1899-06-07"),
        (f"{DAM} That night it rained.", "That night", "1899-06-06"),
        (f"{DAM} He fled the day after.", "the day after", "1899-06-07"),
        (f"{DAM} Four days after that the river fell.", "Four days after", "1899-06-10"),
        (f"{DAM} The day after that flood he fled.", "The day after", "1899-06-07"),
        (f"{DAM} A week earlier it had rained.", "A week earlier", "1899-05-30"),
        (f"{DAM} Two nights later the church fell.", "Two nights later", "1899-06-08"),
        (f"{DAM} It was dry 48 hours later.", "48 hours later", "1899-06-08"),
        (f"{DAM} A fortnight later he died.", "A fortnight later", "1899-06-20"),
        (f"{DAM} The night before, nobody slept.", "The night before", "1899-06-05"),
        (f"{DAM} In the same year it was rebuilt.", "the same year", "1899"),
        (f"{DAM} The following Sunday they prayed.", "The following Sunday", "1899-06-11"),
        (f"{DAM} That August he came home.", "That August", "1899-08"),
        (f"{DAM} The previous summer a child drowned.", "The previous summer", "1898-06/1898-08"),
        (f"{DAM} The following winter was cold.", "The following winter", "1899-12/1900-02"),
        ("A son was born on 1 May 1900, and that winter he fell ill.", "that winter", "1900-12/1901-02"),
        ("He came on Christmas Eve 1644 and left the day after Christmas.", "the day after", "1644-12-26"),
        ("The day before the fair, which was held on 3 May 1850, it snowed.", "The day before", "1850-05-02"),
        ("The dam burst in 1993, the year after the mill shut, in 1992.", "the year after", "1993"),
    ],
)
def test_what_counts_from_an_event_needs_no_day_of_the_article(text: str, words: str, meant: str) -> None:
    assert resolved(text).get(words) == meant


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("A blaze gutted the inn on 8 May. He was seen two days before the fire.", "two days before", "2022-05-06"),
        ("Ann Roe died on Sunday. Two days before her death she sang.", "Two days before", "2022-06-10"),
        ("They voted on Tuesday. It is to be counted a week after the election.", "a week after", "2022-06-21"),
        ("The pool shuts tomorrow, a week earlier than planned.", "a week earlier", "2022-06-16"),
        (
            "The vote was on Monday. The day before the vote he left. A third left the day after.",
            "the day after",
            "2022-06-14",
        ),
        ("She sings tomorrow, five days before she will be crowned.", "five days before", "2022-06-16"),
        ("It was shut on Monday. About 10 hours before Saturday's race it rained.", "Saturday", "2022-06-11"),
        ("She died on Sunday, a day after a fall.", "a day after", "2022-06-12"),
        (
            "The play is on Friday; the cast flies home the day after and rests until 1 July.",
            "the day after",
            "2022-06-18",
        ),
        (
            "The rehearsal, held the day before the show on Friday, failed. That night it rained.",
            "That night",
            "2022-06-09",
        ),
    ],
)
def test_the_day_of_an_event_is_that_which_the_text_names_with_it(text: str, words: str, meant: str) -> None:
    assert resolved(text, WEDNESDAY).get(words) == meant


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{DAM} It was dry 30 hours later.", "30 hours later"),
        (f"{DAM} The day before the coronation it rained.", "The day before"),
        ("The choir met in 1899. The day after, it rained.", "The day after"),
        ("Nobody came. That night it rained.", "That night"),
        ("In 1899 he married. That winter he fell ill.", "That winter"),
        ("They were out of work at Christmas. Two weeks later it snowed.", "Two weeks later"),
        ("They wed in March 1900. That winter was cold.", "That winter"),
    ],
)
def test_what_has_no_event_that_is_exact_enough_stays_open(text: str, words: str) -> None:
    assert resolved(text).get(words, "not found") is None


def test_what_follows_an_open_event_does_not_count_from_an_earlier_one() -> None:
    text = f"{DAM} The day before the coronation it rained. That night he fled."
    assert resolved(text)["That night"] is None


def test_what_is_past_does_not_count_from_what_is_to_come() -> None:
    text = "A feast will be held on 1 July. The night before, somebody hung flags."
    assert resolved(text, WEDNESDAY) == {"1 July": "2022-07-01", "The night before": None}


def test_leaves_that_fall_and_coils_that_spring_are_no_seasons() -> None:
    assert resolved(f"{DAM} The leaves that fall from it and ideas that spring to mind.") == {
        "6 June 1899": "1899-06-06"
    }


def test_early_hours_after_a_late_evening_are_of_the_next_day() -> None:
    text = "It burnt on 2 May 2021. The alarm rang at 11.40pm and the roof fell at 2am."
    assert resolved(text, WEDNESDAY)["at 2am"] == "2021-05-03"
