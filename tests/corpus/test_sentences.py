"""Paragraphs and sentences: spans that lose nothing and cut where a person would."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.sentences import paragraphs, sentences, trimmed

PROSE = st.text(
    alphabet=st.one_of(
        st.sampled_from("aAbé. !?\n\r\t“”\"'’()…,;:-–0123€"),
        st.sampled_from("山猫そば。！「」🍜👩🏽‍🍳\u0301\u0308\u00a0\u2028\u200b"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=300,
)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


def covered(spans: list[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def assert_tidy(text: str, spans: list[tuple[int, int]]) -> None:
    """Spans are in order, disjoint, not empty, and begin and end with a visible character."""
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


@settings(max_examples=150, deadline=None)
@given(PROSE)
@example("A.\r\n\r\nB.")
@example("x\u2028y")
def test_paragraphs_hold_every_character_that_is_not_space(text: str) -> None:
    spans = paragraphs(text)
    assert_tidy(text, spans)
    inked = {at for at, letter in enumerate(text) if not letter.isspace()}
    assert inked <= covered(spans)


@settings(max_examples=200, deadline=None)
@given(PROSE)
@example("He said. \u0301 Then.")
@example("...\u00a0...")
def test_sentences_cover_their_paragraph_and_never_overlap(text: str) -> None:
    for start, end in paragraphs(text):
        spans = sentences(text, start, end)
        assert_tidy(text, spans)
        inked = {at for at in range(start, end) if not text[at].isspace()}
        bars = {at for at in inked if text[at - 1 : at + 2] == " | "}
        assert inked - bars <= covered(spans)
        assert all(start <= first and last <= end for first, last in spans)


def test_no_sentence_runs_over_the_cells_of_a_row() -> None:
    text = "Farmers, 2021: 11 | Farmers, 2025: 6 seats. None left."
    cut = [text[start:end] for start, end in sentences(text, 0, len(text))]
    assert cut == ["Farmers, 2021: 11", "Farmers, 2025: 6 seats.", "None left."]


@settings(max_examples=50, deadline=None)
@given(PROSE, st.integers(0, 50))
def test_paragraphs_begin_no_earlier_than_they_are_asked_to(text: str, start: int) -> None:
    assert all(first >= min(start, len(text)) for first, _ in paragraphs(text, min(start, len(text))))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.data())
def test_a_trimmed_span_is_the_stripped_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = trimmed(text, start, end)
    assert text[first:last] == text[start:end].strip()


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Aurèle Pryce thanked Mr. Foss and Mrs. Munro on Tuesday.",
        "J. R. R. Tolkien and C. S. Lewis drank there.",
        "The shaft, 5.2 metres long, cost £1,263.50 in all.",
        "It leaves at 11.40 p.m. on weekdays.",
        "The U.S. Navy sent two ships to St. Helena.",
        "Sales of e.g. cheese rose by approx. 3.2 per cent.",
        "See https://example.org/a.b.html for the rest.",
        "The firm Hask & Co. re-cut the stones.",
    ],
)
def test_an_abbreviation_initial_or_decimal_does_not_end_a_sentence(sentence: str) -> None:
    assert cut(f"{sentence} Nobody objected.") == [sentence, "Nobody objected."]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "“I rang my daughter.” She is nine. She told him not to touch it.",
            ["“I rang my daughter.”", "She is nine.", "She told him not to touch it."],
        ),
        ("Was it over? It was! They left.", ["Was it over?", "It was!", "They left."]),
        ("味は変わらない。店は閉まった。", ["味は変わらない。", "店は閉まった。"]),
        ("It was loved 🍜 by all. It shut. 😅", ["It was loved 🍜 by all.", "It shut. 😅"]),
        ("One line", ["One line"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(paragraph: str, expected: list[str]) -> None:
    assert cut(paragraph) == expected


def test_a_quotation_of_two_sentences_keeps_its_marks() -> None:
    result = cut('"It is the bus or it is a different job," she said. He nodded.')
    assert result == ['"It is the bus or it is a different job," she said.', "He nodded."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_headline_never_runs_into_the_line_below_it(end: str) -> None:
    text = f"Night bus saved{end}{end}The bus will run.{end}It will run until March."
    assert [text[first:last] for first, last in paragraphs(text)] == [
        "Night bus saved",
        "The bus will run.",
        "It will run until March.",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_wrapped_by_hand_are_one_paragraph(end: str) -> None:
    wrapped = (
        "The waterwheel at Brackwater tide mill turned under load on",
        "Saturday for the first time since 1959, and by teatime there",
        "were eleven bags of flour on the counter of the shop which",
        "stands beside the pond and sells it to anybody who can come",
        "before the tide runs out again.",
    )
    text = end.join(wrapped) + end + end + "Another paragraph stands here."
    spans = paragraphs(text)
    assert [text[first:last] for first, last in spans] == [end.join(wrapped), "Another paragraph stands here."]
    assert len(sentences(text, *spans[0])) == 1


def test_a_text_of_spaces_has_no_paragraphs() -> None:
    assert paragraphs(" \n\t\r\n \u00a0") == []


def test_closing_quotes_and_stray_marks_never_stand_as_a_sentence_of_their_own() -> None:
    result = cut('She left. " ... " He stayed.')
    assert all(any(letter.isalnum() for letter in piece) for piece in result)
