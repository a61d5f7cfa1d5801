"""Quotation marks are paired as a reader pairs them, and apostrophes are left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.speech.marks import quotations_in


def quoted(text: str) -> list[str]:
    return [quotation.words(text) for quotation in quotations_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we will win" and left.', ["we will win"]),
        ("“We will win,” he said. “Now.”", ["We will win,", "Now."]),
        ("«Nous irons», a-t-il dit. »Wir gehen«, sagte er. „Ja“, sagte sie.", ["Nous irons", "Wir gehen", "Ja"]),
        ("«\u00a0Nous irons\u00a0», a-t-il dit. « We will go, » she said.", ["Nous irons", "We will go,"]),
        ("‘We won’t go,’ she said.", ["We won’t go,"]),
        ("'I don't know,' he said.", ["I don't know,"]),
        ("「行きます」と言った。", ["行きます"]),
        ('“Foo," he said. “Bar”.', ["Foo,", "Bar"]),
    ],
)
def test_marks_of_every_kind_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_marks_within_a_quotation_belong_to_it() -> None:
    assert quoted('He said "he said “no” to me" twice.') == ["he said “no” to me"]
    assert quoted("“He told me ‘go’ and I went,” she said.") == ["He told me ‘go’ and I went,"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘My aunt said, “Mind the step.” And I fell,’ he said.", ["My aunt said, “Mind the step.” And I fell,"]),
        (
            '\'He asked, "Whose boat?" and I said, "Mine."\' she told us.',
            ['He asked, "Whose boat?" and I said, "Mine."'],
        ),
        ("‘It was never closed. “Mind the step,” he said.", ["Mind the step,"]),
    ],
)
def test_double_marks_within_single_ones_belong_to_the_quotation(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_single_quotation_that_ends_in_s_ends_before_the_next_begins() -> None:
    assert quoted("She called it 'a barn with chairs' and said: ‘I sell hats.’") == [
        "a barn with chairs",
        "I sell hats.",
    ]
    assert quoted("It was 'the dogs' and the cats' food', he said.") == ["the dogs' and the cats' food"]


@pytest.mark.parametrize(
    "text",
    [
        "In the '90s, rock 'n' roll was all.",
        "the dogs' and the cats' food",
        "get 'em all, 'til the end",
        "a 6\" pipe and a hose of 5'",
        "It was ‘never closed and goes on.",
    ],
)
def test_apostrophes_inches_and_marks_that_nothing_closes_open_nothing(text: str) -> None:
    assert quoted(text) == []


def test_a_forgotten_mark_spoils_its_own_quotation_and_no_other() -> None:
    assert quoted('"Foo he said. "Bar" he said.') == ["Bar"]
    assert quoted('He said: "it goes on\n\nNext, "ok" was said.') == ["ok"]


def test_a_quotation_goes_on_in_a_paragraph_that_opens_with_the_same_mark() -> None:
    text = "“First part.\n\n“Second part,” he said."
    first, second = quotations_in(text)
    assert (first.words(text), first.goes_on) == ("First part.", False)
    assert (second.words(text), second.goes_on) == ("Second part,", True)


def test_offsets_point_at_the_marks_and_the_words() -> None:
    text = "He said “yes” then."
    (one,) = quotations_in(text)
    assert text[one.start : one.end] == "“yes”"
    assert text[one.first : one.last] == "yes"


@given(st.text(alphabet="\"“”„«»‹›‘’'‚「」『』ab s.,\n", max_size=60))
def test_any_mixture_of_marks_gives_quotations_in_order(text: str) -> None:
    result = quotations_in(text)
    for one in result:
        assert one.start < one.first < one.last <= one.end <= len(text)
    for one, after in pairwise(result):
        assert one.end <= after.start
