"""A conversation over an engine: questions depend on earlier ones, and the searched question is reported."""

import json
from dataclasses import replace

import pytest

from corpus.errors import QuestionInvalid
from index.filters import Filter
from qa import Conversation, Said
from qa.conversation.conversation import said_in, said_so_far
from qa.engine import Engine
from qa.output.answer_json import answer_from_json, answer_json
from qa.output.answer_markdown import as_markdown

SHAFT = "How long is the mill's new oak shaft?"


def test_a_follow_up_is_searched_in_full_and_told_as_it_was_typed(engine: Engine) -> None:
    talk = Conversation(engine)
    first = talk.ask(SHAFT)
    assert first.asked_as is None
    second = talk.ask("and how long?")
    assert second.question == "and how long?"
    assert second.asked_as == "how long was the mill's new oak shaft?"
    assert second.text.startswith("5.2 metres")
    assert second.citations[0].article_id == first.citations[0].article_id
    assert [turn.question for turn in talk.said] == [SHAFT, second.asked_as]
    assert [turn.root for turn in talk.said] == [True, False]


def test_a_conversation_goes_on_from_what_was_said_elsewhere(engine: Engine) -> None:
    talk = Conversation(engine, [Said(SHAFT, "5.2 metres")])
    assert talk.rewritten("how long?").text == "how long was the mill's new oak shaft?"
    assert talk.said == (Said(SHAFT, "5.2 metres"),)


def test_every_question_stands_alone_where_that_is_wanted(engine: Engine) -> None:
    talk = Conversation(engine, [Said(SHAFT)], standalone=True)
    assert talk.rewritten("how long?") is None
    assert talk.ask("how long?").asked_as is None


def test_a_person_may_say_how_a_question_is_to_be_searched(engine: Engine) -> None:
    talk = Conversation(engine, [Said(SHAFT)])
    assert talk.ask("how long?", asked_as=SHAFT).asked_as == SHAFT
    assert talk.ask("how long?", asked_as="how long?").asked_as is None


def test_a_question_without_words_is_refused_and_not_remembered(engine: Engine) -> None:
    talk = Conversation(engine)
    with pytest.raises(QuestionInvalid):
        talk.ask("?!")
    assert talk.said == ()


def test_what_could_not_be_settled_is_in_the_answer(engine: Engine) -> None:
    talk = Conversation(engine, [Said("Who did Ken McCallum meet?", "Richard Moore")])
    answer = talk.ask("what did he mend?")
    assert answer.unclear == "he: Richard Moore or Ken McCallum?"
    assert answer.others == ("what did Ken McCallum mend?",)


def test_the_rewrite_is_kept_in_json_and_in_markdown(engine: Engine) -> None:
    talk = Conversation(engine, [Said("Who did Ken McCallum meet?", "Richard Moore")])
    answer = talk.ask("what did he mend?")
    stored = json.loads(json.dumps(answer_json(answer)))
    assert stored["asked_as"] == "what did Richard Moore mend?"
    assert stored["unclear"]["others"] == ["what did Ken McCallum mend?"]
    again = answer_from_json(stored)
    assert (again.asked_as, again.unclear, again.others) == (answer.asked_as, answer.unclear, answer.others)
    assert "-> what did Richard Moore mend?" in as_markdown("Talk", [answer])
    assert answer_json(Conversation(engine).ask(SHAFT))["asked_as"] is None


def test_answers_kept_before_there_were_rewrites_can_still_be_read(engine: Engine) -> None:
    stored = answer_json(engine.ask(SHAFT))
    del stored["asked_as"], stored["unclear"]
    assert answer_from_json(stored).asked_as is None
    assert said_in(answer_from_json(stored)).root


@pytest.mark.parametrize(
    ("typed", "leans_on"),
    [("and how long?", [SHAFT]), ("How long is the ferry?", [SHAFT, "How long is the ferry?"])],
)
def test_a_rewrite_that_was_undone_leaves_what_was_said_before_it(
    engine: Engine, typed: str, leans_on: list[str]
) -> None:
    first = engine.ask(SHAFT)
    rewritten = replace(engine.ask(SHAFT), question=typed, asked_as=SHAFT)
    undone = replace(engine.ask("how long?"), question=typed)
    history = said_so_far([first, rewritten, undone])
    assert [turn.question for turn in history] == leans_on
    assert [turn.question for turn in said_so_far([first, rewritten])] == [SHAFT, SHAFT]


def test_a_question_that_leans_and_finds_nothing_is_asked_of_the_article_cited_last(engine: Engine) -> None:
    talk = Conversation(engine)
    mill = talk.ask("Who paid for the new oak shaft?").citations[0]
    answer = talk.ask("who led them?")
    assert answer.text == "Desmond Arkley"
    assert answer.citations[0].article_id == mill.article_id
    assert answer.asked_as == f"who led them (in “{mill.title}”)?"
    assert answer.scope is None  # it was no filter of the person's


def test_an_article_asked_alone_is_within_what_the_person_filters(engine: Engine) -> None:
    talk = Conversation(engine)
    talk.ask("Who paid for the new oak shaft?")
    elsewhere = Filter(source="nowhere")
    assert talk.ask("who led them?", where=elsewhere).text is None
    here = talk.ask("who led them?", where=Filter(source="estuary"))
    assert (here.text, here.scope.where) == ("Desmond Arkley", Filter(source="estuary"))


@pytest.mark.parametrize("typed", ["and the roof?", "why?", "no, the roof", "who says so?"])
def test_a_question_without_a_verb_of_its_own_is_not_asked_of_one_article(engine: Engine, typed: str) -> None:
    talk = Conversation(engine)
    talk.ask("Who paid for the new oak shaft?")
    assert "(in “" not in (talk.ask(typed).asked_as or "")


def test_thanks_are_not_searched_for(engine: Engine) -> None:
    talk = Conversation(engine)
    talk.ask(SHAFT)
    with pytest.raises(QuestionInvalid, match="“thanks!” is not a question"):
        talk.ask("thanks!")
    assert len(talk.said) == 1


def test_questions_asked_elsewhere_are_leant_on_with_the_names_and_the_article_of_the_index(engine: Engine) -> None:
    talk = Conversation(engine)
    talk.recall(
        [("who paid for the new oak shaft at brackwater", "a legacy from a former schoolteacher"), ("ok", None)]
    )
    assert [turn.question for turn in talk.said] == ["who paid for the new oak shaft at Brackwater"]
    answer = talk.ask("who led them?")
    assert (answer.text, "(in “" in answer.asked_as) == ("Desmond Arkley", True)
    unknown = Conversation(engine)
    unknown.recall([("?!", None), ("who paid for the new oak shaft", "nobody in the least")])
    assert unknown.said[0].evidence == unknown.said[1].evidence.__class__()
    assert not unknown.said[1].evidence.articles
