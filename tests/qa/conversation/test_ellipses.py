"""A name replaces one of its kind: a body a body, a country a country, a site a site."""

from typing import Any

import pytest

from qa.conversation.ellipses.kinds import kind_of
from qa.conversation.rewriting import followed, rewrite

MI5 = ("When did MI5 join Instagram?", "2021")
ACCOUNT = ("how old is the MI5 account on Instagram?", "two years")
FINLAND = ("When did Finland join NATO?", "4 April 2023")
PARKING = ("How much does parking cost at Heathrow?", "8 pounds")
MAYOR = ("Who is the mayor of Leeds?", "Ann Kos")
PAY = ("What is the salary of teachers in France?", None)


def asked(question: Any, *turns: Any) -> Any:
    """Rewrite a question after earlier ones with their answers; unchanged if nothing is added."""
    found = rewrite(question, followed(turns))
    return found.text if found else question


@pytest.mark.parametrize("typed", ["and at GCHQ?", "for GCHQ?", "and GCHQ's?", "what about with GCHQ", "or the GCHQ?"])
def test_a_body_takes_the_place_of_a_body_whatever_the_preposition(typed: str) -> None:
    full = "When did the GCHQ join Instagram?" if "the" in typed else "When did GCHQ join Instagram?"
    assert asked(typed, MI5) == full


@pytest.mark.parametrize(
    ("typed", "turn", "full"),
    [
        ("and Twitter?", MI5, "When did MI5 join Twitter?"),
        ("and on Twitter?", MI5, "When did MI5 join Twitter?"),
        ("and for Sweden?", FINLAND, "When did Sweden join NATO?"),
        ("and in Sweden?", FINLAND, "When did Sweden join NATO?"),
        ("and the EU?", FINLAND, "When did Finland join the EU?"),
        ("and at Gatwick?", PARKING, "How much does parking cost at Gatwick?"),
        ("and to Gatwick?", PARKING, "How much does parking cost at Gatwick?"),
        ("and for buses?", PARKING, "How much does parking cost at Heathrow for buses?"),
        ("and in York?", MAYOR, "Who is the mayor of York?"),
        ("and for York?", MAYOR, "Who is the mayor of York?"),
        ("and in Germany?", PAY, "What is the salary of teachers in Germany?"),
        ("and for nurses?", PAY, "What is the salary of nurses in France?"),
        ("and in Toulouse?", ("How many people work at Boeing?", None), "How many people work at Boeing in Toulouse?"),
        ("what about in Germany", MI5, "When did MI5 join Instagram in Germany?"),
    ],
)
def test_a_name_with_a_preposition_replaces_its_like_or_is_put_after(
    typed: str, turn: tuple[str, str | None], full: str
) -> None:
    assert asked(typed, turn) == full


@pytest.mark.parametrize(
    ("typed", "turn", "full"),
    [
        ("what about MI6 on Twitter", MI5, "When did MI6 join Twitter?"),
        ("and MI6 on TikTok?", ACCOUNT, "how old is the MI6 account on TikTok?"),
        ("what about Ukraine in the EU?", FINLAND, "When did Ukraine join the EU?"),
        ("what about nurses in Germany?", PAY, "What is the salary of nurses in Germany?"),
        ("what about the governor of Texas?", MAYOR, "Who is the governor of Texas?"),
        ("what about Oxford in rowing", ("When did Cambridge win in chess?", "1921"), "When did Oxford win in rowing?"),
    ],
)
def test_two_parties_are_both_replaced(typed: str, turn: tuple[str, str | None], full: str) -> None:
    assert asked(typed, turn) == full


@pytest.mark.parametrize(
    ("typed", "turn", "full"),
    [
        ("what about MI6 on Twitter", ("how old is Ken McCallum?", "49"), "how old is MI6 on Twitter?"),
        (
            "and the Bank of England?",
            ("When did the Bank of France close?", None),
            "When did the Bank of England close?",
        ),
        ("and the GCHQ account?", ACCOUNT, "how old is the GCHQ account on Instagram?"),
        ("and old voters?", ("How many of the young voters came?", None), "How many of the old voters came?"),
        ("and GCHQ's account?", ACCOUNT, "how old is GCHQ's account on Instagram?"),
    ],
)
def test_what_is_one_thing_stays_together(typed: str, turn: tuple[str, str | None], full: str) -> None:
    assert asked(typed, turn) == full


@pytest.mark.parametrize(
    ("typed", "turn", "full"),
    [
        ("and when did MI6?", MI5, "when did MI6 join Instagram?"),
        ("why did MI6?", MI5, "why did MI6 join Instagram?"),
        ("did Sweden?", FINLAND, "did Sweden join NATO?"),
        ("what does MI6 do?", MI5, "what does MI6 do?"),
    ],
)
def test_a_subject_without_its_verb_takes_that_of_the_question_before(
    typed: str, turn: tuple[str, str | None], full: str
) -> None:
    assert asked(typed, turn) == full


def test_a_party_that_fits_two_names_is_offered_for_both() -> None:
    told = ("When did Ford tell Boeing?", "in May")
    found = rewrite("and Airbus?", followed([("When did Boeing sell Alteon to Garuda?", None)]))
    assert found is not None
    assert found.text == "When did Airbus sell Alteon to Garuda?"
    assert asked("and Airbus?", told) == "When did Airbus tell Boeing?"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Finland", "country"),
        ("the UK", "country"),
        ("New Zealand", "country"),
        ("Africa", "continent"),
        ("TikTok", "website"),
        ("Ken McCallum", "person"),
        ("MI6", "abbreviation"),
        ("the CIA", "abbreviation"),
        ("Boeing", ""),
    ],
)
def test_the_kind_of_a_name_is_known_by_its_words_or_its_form(name: str, kind: str) -> None:
    assert kind_of(name) == kind
