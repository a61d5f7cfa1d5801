"""Future weekdays and spans, by the verb; and names and codes that only look like times."""

from datetime import date
from typing import Any

import pytest

from corpus.times.find import times_in

WEDNESDAY = date(2022, 6, 15)


def resolved(text: Any) -> Any:
    return {time.words: time.resolved for time in times_in(text, WEDNESDAY)}


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("She'll sing on Monday.", "Monday", "2022-06-20"),
        ("There'll be cake on Monday.", "Monday", "2022-06-20"),
        ("It'll be towed at 9pm on Monday.", "at 9pm on Monday", "2022-06-20"),
        ("We're away until Monday.", "Monday", "2022-06-20"),
        ("They're back on Monday.", "Monday", "2022-06-20"),
        ("It's closed on Monday.", "Monday", "2022-06-20"),
        ("The council meets on Monday.", "Monday", "2022-06-20"),
        ("Schools close on Monday.", "Monday", "2022-06-20"),
        ("Buses stop on Sunday and start again on Tuesday.", "Tuesday", "2022-06-21"),
        ("Lorries stop from Monday to Wednesday.", "Monday to Wednesday", "2022-06-20/2022-06-22"),
        ("The choir performs in the photograph on Saturday.", "Saturday", "2022-06-11"),
        ("THE FUNERAL WILL BE ON MONDAY.", "MONDAY", "2022-06-20"),
        ("it will open on monday.", "monday", "2022-06-20"),
        ("The trains stopped on Monday.", "Monday", "2022-06-13"),
        ("THE TRAINS STOPPED ON MONDAY.", "MONDAY", "2022-06-13"),
        ("The show airs a week on Monday.", "a week on Monday", "2022-06-27"),
        ("It opens Friday week.", "Friday week", "2022-06-24"),
        ("They meet a week tomorrow.", "a week tomorrow", "2022-06-23"),
        ("It will open within three weeks.", "within three weeks", "2022-06-15/2022-07-06"),
        ("In a fortnight we'll know.", "In a fortnight", "2022-06-27/2022-07-03"),
        ("This time next year they will be in Rome.", "This time next year", "2023-06"),
        ("This time last week it rained.", "This time last week", "2022-06-08"),
        ('It fell on Friday. "Nobody wrote until today", he said.', "today", "2022-06-15"),
        ('It fell on Friday and again on Monday. "By Sunday we were ill", he said.', "Sunday", "2022-06-12"),
        ("In the picture the guard flies over it on Monday.", "Monday", "2022-06-13"),
        ("Monday\n\nSmith left.", "Monday", "2022-06-13"),
        ("On Monday Smith left.", "Monday", "2022-06-13"),
        ("Officials said Tuesday Acme must pay.", "Tuesday", "2022-06-14"),
        ("The game began on Monday at 7:30.", "Monday at 7:30", "2022-06-13"),
    ],
)
def test_a_weekday_or_span_is_ahead_or_over_by_its_verb(text: str, words: str, meant: str) -> None:
    assert resolved(text).get(words) == meant


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He finished within two months.", "within two months"),
        ("The report came out on Thursday week.", "Thursday week"),
        ("Growth will stop for the third quarter ended in May.", "the third quarter"),
        ("It will publish third-quarter results.", "third-quarter"),
        ("He missed a shot at 21-20 in the first quarter.", "the first quarter"),
        ("It falls on the first Saturday after Lent.", "Saturday"),
    ],
)
def test_what_the_verb_does_not_settle_stays_open(text: str, words: str) -> None:
    assert resolved(text).get(words, "not found") is None


@pytest.mark.parametrize(
    "text",
    [
        "The Sunday Gazette said so.",
        "A reader of the Friday Review wrote.",
        "A singer of Friday Riders left.",
        "The Monday Club met.",
        "Wednesday Addams, a clerk, left.",
        "On Saturday Night Live he sang.",
        "A horse named Saturday won.",
        "His cat is called Thursday.",
        "The boat's name is Friday.",
        'His book "Sunday" sold well.',
        "Mr Monday left.",
        "Code 2021-03-04-X and ref-2020-05-06 are old.",
        "His time was 2:05.",
        "She won in 3:59.",
        "20th Century Fox made it.",
        "The book is Love: 20 Years Later.",
        "Records say that winter is mild, and he said that August was dry.",
        "The Easter Egg Roll is popular.",
    ],
)
def test_names_codes_and_times_of_races_are_no_times(text: str) -> None:
    assert resolved(text) == {}


def test_a_date_in_another_script_may_be_followed_by_a_letter() -> None:
    assert list(resolved("2019年5月3日に").values()) == ["2019-05-03"]
