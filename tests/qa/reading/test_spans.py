"""From the network's scores to words: whole ones, of one sentence, numbers with their units."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import paragraphs, sentences
from qa.reading.model import Logits
from qa.reading.spans import best_span, whole_words


def cut(text: str) -> Any:
    return [span for start, end in paragraphs(text) for span in sentences(text, start, end)]


def logits(text: str, start: dict[str, float], end: dict[str, float], null: float = 0.0) -> Logits:
    """Score the words of a text, cut at spaces; a word that is not named scores -5."""
    offsets, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        offsets.append((at, at + len(word)))
        at += len(word)
    starts, ends = (
        np.array([scores.get(word, -5.0) for word in text.split()], dtype=np.float32) for scores in (start, end)
    )
    return Logits(tuple(offsets), starts, ends, null, 1.5)


def words_of(text: str, span: Any) -> str:
    return text[span.start : span.end]


TEXT = "The shaft came from Pellerton in 1964. Anneke Vos of the museum saw it there."


def test_the_likeliest_span_is_found_with_its_sentence_and_how_far_it_is_above_no_answer() -> None:
    result = best_span([logits(TEXT, {"Anneke": 6}, {"Vos": 6}, null=4)], TEXT, cut(TEXT), 30)
    assert words_of(TEXT, result) == "Anneke Vos"
    assert TEXT[slice(*result.sentence)] == "Anneke Vos of the museum saw it there."
    assert result.span == pytest.approx(8)
    assert result.relevance == 1.5
    assert result.share > 0.99


def test_a_span_never_runs_from_one_sentence_into_the_next() -> None:
    result = best_span([logits(TEXT, {"1964.": 9}, {"Vos": 9})], TEXT, cut(TEXT), 30)
    assert "1964" not in words_of(TEXT, result) or "Vos" not in words_of(TEXT, result)


def test_of_several_likely_spans_the_one_that_shares_most_words_with_all_is_chosen() -> None:
    scores = logits(TEXT, {"Anneke": 5.0, "Vos": 5.1, "the": 4.9}, {"Vos": 5.0, "museum": 4.9})
    result = best_span([scores], TEXT, cut(TEXT), 30)
    assert words_of(TEXT, result) == "Anneke Vos of the museum"


def test_the_surest_window_of_a_long_passage_decides() -> None:
    low, high = logits(TEXT, {"Pellerton": 2}, {"Pellerton": 2}), logits(TEXT, {"Anneke": 6}, {"Vos": 6})
    for windows in ([low, high], [high, low]):
        assert words_of(TEXT, best_span(windows, TEXT, cut(TEXT), 30)) == "Anneke Vos"


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_a_passage_without_words_has_no_span(text: str) -> None:
    assert best_span([], text, cut(text), 30) is None


def test_a_window_outside_of_every_sentence_has_no_span() -> None:
    assert best_span([logits("one two", {"one": 5}, {"two": 5})], "one two", [], 30) is None


@pytest.mark.parametrize(
    ("text", "expected", "kept"),
    [
        ("It cost 3.2 million pounds.", "3", "3.2 million"),
        ("It cost 3.2 million pounds.", "2", "3.2 million"),
        ("It cost $5 in all.", "5", "$5"),
        ("It cost US$ 5 in all.", "5", "US$ 5"),
        ("About 20 % came.", "20", "20 %"),
        ("About 20% came.", "20", "20%"),
        ("Some 40 per cent came.", "40", "40 per cent"),
        ("It was 40.3°C there.", "40.3", "40.3°C"),
        ("At 11.40pm it left.", "11", "11.40pm"),
        ("The record is 1:59:40 now.", "59", "1:59:40"),
        ("He said “Old Mischief” won.", "“Old Mischief", "“Old Mischief”"),
        ("He said “Old Mischief” won.", "Old Mischief”", "“Old Mischief”"),
        (
            "It is a bid to be rid of “old stereotypes”.",
            "a bid to be rid of “old stereotypes",
            "a bid to be rid of “old stereotypes”",
        ),
        (
            'It is a bid to be rid of "old stereotypes".',
            'a bid to be rid of "old stereotypes',
            'a bid to be rid of "old stereotypes"',
        ),
        ("They read ‘MI5’s account’ there.", "MI5’s account", "MI5’s account"),
        ("They read ‘MI5’s account’ there.", "‘MI5’s account", "‘MI5’s account’"),
        ("The lock (of 1871) leaks.", "The lock (of 1871", "The lock (of 1871)"),
        ("“Old” oaks stand there.", "Old” oaks", "“Old” oaks"),
        ('He said "Old Mischief won.', '"Old Mischief', "Old Mischief"),
        ("It is called (see below) so.", "(see below", "(see below)"),
        ("The U.S. army came.", "S", "U.S"),
        ("The palaeontologist came.", "ontolog", "palaeontologist"),
        ("They came, in 2018, by sea.", "2018,", "2018"),
        ("In 2018 they left.", "2018", "2018"),
        ("Paid £1,263 there.", "263", "£1,263"),
        ("It posts as @mi5official now.", "mi5official", "@mi5official"),
    ],
)
def test_a_span_is_drawn_to_whole_words_with_currency_unit_and_quotes(text: str, expected: str, kept: str) -> None:
    start = text.index(expected)
    first, last = whole_words(text, start, start + len(expected), (0, len(text)))
    assert text[first:last] == kept


@given(st.text(alphabet="ab1 .,$%“”\"'()é山\n", min_size=1, max_size=40), st.data())
def test_a_drawn_span_stays_in_its_sentence_and_is_not_empty(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = whole_words(text, start, end, (0, len(text)))
    assert 0 <= first < last <= len(text)
