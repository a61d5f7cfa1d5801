"""Quotations of a draft are classified as verbatim, altered, somebody else's, or absent."""

from collections.abc import Callable
from typing import Any

import pytest

from index.build import Build
from index.lexical.bm25 import BM25Index
from index.lexical.opening import Words
from qa.desk.quotations.verify import verify_draft

SAID = "We will not close the mill before the harvest – not this year, and not in 2027"
ARTICLES = (
    {
        "id": "mill",
        "title": "The mill stays open",
        "date": "2026-05-03",
        "text": f"The council met on Sunday.\n\n“{SAID},” said Anna Berg, the mayor of Oakham. Others were not sure. "
        "The mill grinds 43 per cent of the flour of the county, Anna Berg said.",
    },
    {
        "id": "dam",
        "title": "A dam for the valley",
        "date": "2026-06-01",
        "text": "The dam was opened on Monday.\n\nPeter Holm told reporters: “I have never seen so much water in the "
        "valley, and I was born beside it.” He thanked the workers, who built it in three years.",
    },
)


@pytest.fixture
def words_of(indexed: Callable[..., Build]) -> Callable[..., Words]:
    """Index articles, and open their words."""

    def words_of(*articles: dict[str, str]) -> Words:
        build = indexed(*articles)
        assert isinstance(build.bm25, BM25Index)
        return Words(build.store, build.bm25)

    return words_of


@pytest.fixture
def words(words_of: Callable[..., Words]) -> Words:
    return words_of(*ARTICLES)


def checked(text: str, words: Words) -> Any:
    return verify_draft("draft.md", text, words).quotations


@pytest.mark.parametrize(
    "quote",
    [
        SAID,
        "We will not close the mill before the harvest--not this year, and not in 2027.",
        "we will not close\u00a0the mill before the harvest",
        "We will not close the mill ... not this year",
        "We will not close the mill before [it is over] – not this year",
        "[w]e will not close the mill",
    ],
)
def test_typography_ellipses_and_brackets_are_no_alteration(quote: str, words: Words) -> None:
    (check,) = checked(f'Anna Berg said: "{quote}"', words)
    assert (check.label, check.citation.article_id, check.said_by) == ("verbatim", "mill", "Anna Berg")


@pytest.mark.parametrize(
    "quote",
    [
        "We will now close the mill before the harvest",
        "We will close the mill before the harvest",
        "We will not ever close the mill before the harvest",
        "We will not close the Mill before the harvest",
        "We will not close the mill before the harvest, not this year",
        "We will ... close the mill before the harvest",
        "We [will] close the mill before the harvest",
        "We will not close the mill before the harvest and I was born beside it",
    ],
)
def test_a_quotation_with_one_word_changed_is_never_verbatim(quote: str, words: Words) -> None:
    (check,) = checked(f'Anna Berg said: "{quote}"', words)
    assert check.label == "altered"
    assert any(piece.draft != piece.archive for piece in check.difference)


def test_a_letter_that_the_article_has_in_brackets_is_no_alteration(words_of: Callable[..., Words]) -> None:
    text = "The council met.\n\nAnna Berg called it a step back and said “[a]n area like this cannot lose such a mill.”"
    words = words_of({"id": "mill", "title": "The mill", "text": text})
    (check,) = checked('Berg said: "An area like this cannot lose such a mill."', words)
    assert check.label == "verbatim"


def test_a_quotation_that_the_article_interrupts_is_verbatim_without_the_interruption(
    words_of: Callable[..., Words],
) -> None:
    text = "The council met.\n\n“I spoke to the miller last night,” wrote Anna Berg, “and I asked for his key.”"
    words = words_of({"id": "mill", "title": "The mill", "text": text})
    assert [one.label for one in checked("“I spoke to the miller last night, and I asked for his key.”", words)] == [
        "verbatim"
    ]
    assert [one.label for one in checked("“I spoke to the miller last night, and I asked for her key.”", words)] == [
        "altered"
    ]


def test_the_difference_makes_up_what_both_say(words: Any) -> None:
    (check,) = checked('Anna Berg said: "We will not shut the mill before the harvests"', words)
    assert "".join(piece.draft for piece in check.difference) == "We will not shut the mill before the harvests"
    assert "".join(piece.archive for piece in check.difference) == check.citation.quote
    changed = [(piece.draft, piece.archive) for piece in check.difference if piece.draft != piece.archive]
    assert changed == [("shut", "close"), ("s", "")]


def test_words_that_somebody_else_said_are_elsewhere(words: Words) -> None:
    (check,) = checked('"I have never seen so much water in the valley," said Anna Berg.', words)
    assert (check.label, check.speaker, check.said_by) == ("elsewhere", "Anna Berg", "Peter Holm")


def test_a_surname_or_a_description_is_nobody_else(words: Words) -> None:
    for name in ("Holm", "Mr Holm", "the engineer", "he"):
        (check,) = checked(f'"I have never seen so much water in the valley," said {name}.', words)
        assert check.label == "verbatim", name


@pytest.mark.parametrize("who", ["a spokesman", "one miller", "a source at the mill", "an official"])
def test_what_somebody_without_a_name_said_is_not_by_a_person_whom_the_article_names(
    who: str, words_of: Callable[..., Words]
) -> None:
    text = f"Anna Berg left the mill at noon.\n\n“The stones were never dressed,” said {who}. Ida Moll did not return."
    words = words_of({"id": "mill", "title": "The mill", "text": text})
    (check,) = checked('"The stones were never dressed," said Anna Berg.', words)
    assert check.label == "elsewhere"
    (check,) = checked('"The stones were never dressed," said Karl Voss, a spokesman.', words)
    assert check.label == "verbatim"


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        ("Nine hundred sacks", "altered"),
        ("It died not caring at all", "altered"),
        ("Six thousand sacks", "altered"),
        ("We grind at night, and so did my aunt", "altered"),
        ("Flour never lies to a baker", "absent"),
    ],
)
def test_few_words_changed_are_altered_if_the_draft_names_who_said_them(
    quote: str, label: str, words_of: Callable[..., Words]
) -> None:
    text = (
        "The mill is old.\n\n“Six hundred sacks,” said Anna Berg of the year. “It died not knowing,” Anna Berg said of "
        "the horse.\n\n“We grind at night. My mother did as well,” Anna Berg added."
    )
    words = words_of({"id": "mill", "title": "The mill", "text": text})
    (check,) = checked(f'Anna Berg said: "{quote}"', words)
    assert check.label == label


def test_few_words_changed_are_absent_if_somebody_else_is_named(words_of: Callable[..., Words]) -> None:
    text = "The mill is old.\n\n“Six hundred sacks,” said Anna Berg of the year."
    words = words_of({"id": "mill", "title": "The mill", "text": text})
    (check,) = checked('Karl Voss said: "Nine hundred sacks"', words)
    assert check.label == "absent"


def test_what_nobody_said_is_absent(words: Words) -> None:
    (check,) = checked('"The harvest was the worst that anybody can remember," said Anna Berg.', words)
    assert (check.label, check.citation, check.difference) == ("absent", None, ())


def test_the_articles_own_words_are_verbatim_and_nobodys(words: Words) -> None:
    (check,) = checked('As the paper wrote, "the dam was opened on Monday".', words)
    assert (check.label, check.said_by) == ("verbatim", None)


def test_checks_come_in_the_drafts_order_with_its_lines(words: Words) -> None:
    text = f"One.\n\n“{SAID}”\n\nTwo “born beside it”, three “nowhere to be found here”."
    result = checked(text, words)
    assert [check.line for check in result] == [3, 5, 5]
    assert [text[check.start : check.end] for check in result] == [check.words for check in result]


def test_a_figure_is_held_against_the_sentence_that_tells_of_the_same(words: Words) -> None:
    def label(sentence: str) -> str:
        (check,) = verify_draft("draft", sentence, words).figures
        return check.label

    assert label("Anna Berg said the mill grinds 43% of the flour of the county.") == "verbatim"
    assert label("Anna Berg said the mill grinds 34 per cent of the flour of the county.") == "altered"
    assert label("Peter Holm said the mill grinds forty-three percent of the flour of the county.") == "elsewhere"
    assert label("Anna Berg said that 12 per cent of all bridges are painted green.") == "absent"


def test_a_dated_sentence_needs_no_second_word_beside_its_subject(words_of: Callable[..., Words]) -> None:
    words = words_of({"id": "berg", "title": "Berg", "text": "Berg had held the position since April 2018, and left."})
    draft = "Berg had held the position since April 2018. Berg had held the position since April 2017."
    figures = verify_draft("draft.md", draft, words).figures
    assert [(figure.words, figure.label) for figure in figures] == [
        ("April 2018", "verbatim"),
        ("April 2017", "altered"),
    ]


def test_a_weekday_of_the_article_is_the_day_that_it_means(words_of: Callable[..., Words]) -> None:
    text = "The miller Tony Mendez died Saturday, aged 78, at a home in Oakham. Many mourned him."
    words = words_of({"id": "mendez", "title": "Mendez", "date": "2019-01-22", "text": text})
    draft = "Tony Mendez died in Oakham on 19 January 2019. Tony Mendez died in Oakham on 20 January 2019."
    figures = verify_draft("draft.md", draft, words).figures
    assert [figure.label for figure in figures] == ["verbatim", "altered"]
    assert figures[0].citation is not None
    assert figures[0].citation.quote == "Saturday"


def test_points_in_a_game_report_nothing(words: Any) -> None:
    assert not verify_draft("draft.md", "Oakham won by 22 points to 10. They led by 7 points.", words).figures


def test_an_empty_archive_of_words_and_a_draft_without_quotations_give_nothing(words: Any) -> None:
    result = verify_draft("draft", "Nothing is quoted here, in the '90s or now.", words)
    assert (result.quotations, result.figures, result.is_verbatim) == ((), (), True)
