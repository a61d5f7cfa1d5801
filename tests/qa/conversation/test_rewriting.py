"""Rewritten follow-ups: what is added, what is left unchanged, and what remains ambiguous."""

from typing import Any

import pytest

from qa.conversation.rewriting import followed, rewrite

MI5 = ("When did MI5 join Instagram?", "2021")
HEAD = ("Who is the director general of MI5?", "Ken McCallum")


def asked(question: Any, *turns: Any) -> Any:
    """Rewrite a question after earlier ones with their answers; unchanged if nothing is added."""
    rewritten = rewrite(question, followed(turns))
    return rewritten.text if rewritten else question


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("and MI6?", "When did MI6 join Instagram?"),
        ("what about GCHQ", "When did GCHQ join Instagram?"),
        ("why?", "why did MI5 join Instagram?"),
        ("and why", "why did MI5 join Instagram?"),
        ("When did it leave?", "When did MI5 leave?"),
    ],
)
def test_what_is_cut_short_is_asked_in_the_frame_of_the_question_before(question: str, full: str) -> None:
    assert asked(question, MI5) == full


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("who is he?", "who is Ken McCallum?"),
        ("When was he born?", "When was Ken McCallum born?"),
        ("what is his wife's name", "what is Ken McCallum's wife's name?"),
        ("When did McCallum start?", "When did Ken McCallum start?"),
        ("when did mccallum start", "when did Ken McCallum start?"),
    ],
)
def test_a_person_is_put_in_for_a_pronoun_or_a_name_cut_short(question: str, full: str) -> None:
    assert asked(question, HEAD) == full


def test_a_like_takes_the_place_of_its_like() -> None:
    budget = ("How many women joined in 2018?", "12")
    assert asked("in 2019?", budget) == "How many women joined in 2019?"
    assert asked("and men?", budget) == "How many men joined in 2018?"
    bomb = ("Where was the first attack of the Leeds bombings?", "the market")
    assert asked("and the second?", bomb) == "Where was the second attack of the Leeds bombings?"
    output = ("When did Ford tell the agency about its problem?", "in May")
    assert asked("and California?", output) == "When did California tell the agency about its problem?"


def test_there_and_it_are_the_place_and_the_thing_that_were_asked_about() -> None:
    crash = ("How many people were killed in the bus crash in Leeds?", "seven")
    assert asked("what caused it?", crash) == "what caused the bus crash in Leeds?"
    assert asked("who lives there?", crash) == "who lives in Leeds?"
    assert asked("how old were they?", crash) == "how old were the people who were killed in the bus crash in Leeds?"


def test_a_name_of_an_earlier_question_may_come_back() -> None:
    earlier = ("When did GCHQ join Instagram?", "October 2018")
    assert asked("and MI5?", MI5, earlier) == "When did MI5 join Instagram?"


def test_a_topic_lasts_over_several_questions() -> None:
    turns = (HEAD, ("When was he born?", "1974"), ("and where?", "Glasgow"))
    assert asked("how many children does he have?", *turns) == "how many children does Ken McCallum have?"


def test_a_topic_left_unsaid_is_put_after() -> None:
    crash = ("How many people were killed in the bus crash in Leeds?", "seven")
    assert asked("who was the driver?", crash) == "who was the driver, in the bus crash in Leeds?"


@pytest.mark.parametrize(
    "question",
    [
        "When did Finland join NATO?",
        "and what did Turkey name the offensive it began in northern Syria?",
        "Who released a podcast about Conway after his death?",
        "How many people lost their homes in the Chittagong slum fire?",
        "Is it true that Walter Munk watched an atomic bomb test from a raft?",
        "where did harry dunn die",
        "number of times Kobe Bryant was an NBA All-Star",
    ],
)
def test_a_question_that_stands_alone_is_left_as_it_is(question: str) -> None:
    assert asked(question, MI5) == question
    assert asked(question, HEAD) == question


def test_nothing_is_put_in_where_nothing_was_said() -> None:
    assert rewrite("and MI6?", []) is None
    assert rewrite("who is he?", []) is None


def test_the_topic_is_dropped_when_another_begins() -> None:
    turns = (MI5, ("When did Finland join NATO?", "4 April 2023"))
    assert asked("and Sweden?", *turns) == "When did Sweden join NATO?"
    assert asked("why did it wait?", *turns) == "why did Finland wait?"


def test_where_two_persons_may_be_meant_it_says_so_and_offers_both() -> None:
    rewritten = rewrite("what did he say?", followed([("Who did Ken McCallum meet?", "Richard Moore")]))
    assert rewritten.text == "what did Richard Moore say?"
    assert rewritten.unclear == "he: Richard Moore or Ken McCallum?"
    assert rewritten.others == ("what did Ken McCallum say?",)


def test_where_one_of_two_persons_is_a_woman_she_is_clear() -> None:
    rewritten = rewrite("what did she say?", followed([("Who did Ken McCallum meet?", "Anne Keast-Butler")]))
    assert (rewritten.text, rewritten.unclear) == ("what did Anne Keast-Butler say?", "")


@pytest.mark.parametrize("question", ["?", "...", ", ,", "and", "what about", "the", "it", "«»", "and and and", "who"])
@pytest.mark.parametrize("turn", [MI5, ("?", None), ("and", ""), ("it", "it"), ("", "x" * 5000), ("who's", "'s")])
def test_nothing_that_can_be_typed_breaks_it(question: str, turn: tuple[str, str | None]) -> None:
    rewrite(question, followed([turn, turn]))


def test_a_name_that_ends_in_s_keeps_its_own_ending() -> None:
    assert asked("what is Sacoolas's car?", ("Who left the UK?", "Anne Sacoolas")) == "what is Anne Sacoolas's car?"


@pytest.mark.parametrize("body", ["MI6", "NATO"])
def test_the_body_that_a_person_is_described_by_is_no_person(body: str) -> None:
    moore = ("Who is Richard Moore?", f"the {body} chief")
    assert asked("is he on Twitter?", moore) == "is Richard Moore on Twitter?"
    assert rewrite("is he on Twitter?", followed([moore])).unclear == ""


def test_a_place_that_was_named_is_no_person() -> None:
    rewritten = rewrite("Where was he born?", followed([("Which diver died at 101 in La Jolla?", "Walter Munk")]))
    assert (rewritten.text, rewritten.unclear) == ("Where was Walter Munk born?", "")


def test_they_are_those_who_did_it() -> None:
    turns = (("Which mayor was stabbed in Poland?", "Jan Kos"), ("who did it?", "the Taliban"))
    assert asked("what did they say?", *turns) == "what did the Taliban say?"


def test_a_name_put_in_full_needs_no_topic_after() -> None:
    crew = ("Which astronauts flew on the first mission?", "Bob Behnken and Doug Hurley")
    assert asked("what did Hurley say of the ride?", crew) == "what did Doug Hurley say of the ride?"
