"""Words of the conversation that are added to a question besides those of the rules."""

import json

import pytest

from corpus.errors import ModelMissing
from qa.conversation.belonging import WEIGHTS, Judge, belonging, digest
from qa.conversation.candidates import FEATURES, candidates, words_of
from qa.conversation.rewriting import by_rules, followed, rewrite
from qa.conversation.turns import Said, said_as

BARREL = [Said("What is a rain barrel?", "A rain barrel holds water from the roof."), Said("How big is it?", None)]


def test_words_are_those_of_the_history_that_the_question_has_not() -> None:
    result = candidates(
        "How heavy is the barrel?", "How heavy is the barrel?", words_of("How heavy is the barrel?", BARREL)
    )
    assert "rain" in result.words
    assert "barrel" not in result.words
    assert {len(row) for row in result.features} == {FEATURES}


def test_a_long_answer_is_read_to_a_limit() -> None:
    long = [Said("What is it?", "word " * 500 + "last"), Said("And then?", "word " * 500)]
    assert len(words_of("why?", long)) < 100
    assert "last" not in {word.text for word in words_of("why?", long)}


def test_what_was_typed_is_judged_and_not_its_rewrite() -> None:
    entries = [Said("How big is the rain barrel?", None, root=False, typed="How big is it?")]
    assert [word.text for word in words_of("why?", entries) if word.back] == ["How", "big", "is", "it"]


def test_nothing_belongs_where_nothing_was_said() -> None:
    assert belonging("why?", "why?", []) == []


def test_every_word_belongs_at_no_bar_and_none_at_the_highest() -> None:
    everything = belonging("How heavy?", "How heavy?", BARREL, least=0.0)
    assert {"rain", "barrel"} <= set(everything)
    assert len(everything) == len({word.casefold() for word in everything})
    assert belonging("How heavy?", "How heavy?", BARREL, least=1.0) == []


def test_a_question_that_names_something_new_gets_no_words() -> None:
    history = followed([("Who is the director general of MI5?", "Ken McCallum")])
    assert rewrite("When did Finland join NATO?", history) is None


def test_words_put_after_are_no_part_of_what_later_questions_lean_on() -> None:
    assert said_as("Was it big?", "Was the fire big (Leeds 2019)?", "yes") == Said(
        "Was the fire big?", "yes", root=False, typed="Was it big?"
    )
    assert said_as("Who fell?", "Who fell (Leeds)?", None) == Said("Who fell?", None)


def test_the_rules_rewrite_stands_in_front_of_the_words_put_after() -> None:
    history = followed(
        [("Bobby Fischer", None), ("Who taught him?", "his sister"), ("Did he like the club?", "It was dull.")]
    )
    rules = by_rules("Did he win there?", history)
    full = rewrite("Did he win there?", history)
    assert full.text.startswith(rules.text.rstrip("?"))


def test_altered_weights_are_refused() -> None:
    card = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert card["sha256"] == digest(card["weights"])
    card["weights"]["out_bias"] += 1
    with pytest.raises(ModelMissing, match="checksum"):
        Judge(card)
    with pytest.raises(ModelMissing, match="checksum"):
        Judge({"format": 99})
