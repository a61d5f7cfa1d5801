"""Notices about languages that the models do not know."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa.answering.language_notes import answer_note, articles_note
from qa.types import Answer, Citation, Seconds

if TYPE_CHECKING:
    from tests.conftest import Run


def answered(question: str, language: str | None = "en") -> Answer:
    cited = Citation(1, "a", "T", None, None, "/a.txt", 0, 4, 1, "lamp", "lamp", 0, language=language)
    return Answer(question, "lamp", None, (cited,), (), None, Seconds())


@pytest.mark.parametrize(
    "question",
    [
        "When was the lamp lit?",
        "How tall is the tower?",
        "Who won?",
        "lamp",
        "MI5 Instagram",
        "Emmanuel Macron 2022",
        "?",
    ],
)
def test_a_question_in_english_or_too_short_to_tell_is_not_remarked_on(question: str) -> None:
    assert answer_note(answered(question)) == ""


def test_a_question_in_another_language_is_remarked_on() -> None:
    note = answer_note(answered("Wann wurde die Lampe im Leuchtturm wieder angezündet?"))
    assert note.startswith("The question seems to be in another language (de). The models know English")


def test_an_answer_from_an_article_in_another_language_is_remarked_on() -> None:
    answer = answered("When was the lamp lit?", "de")
    assert answer_note(answer).startswith("[1] is from an article in another language (de). The models know English")
    assert answer_note(replace(answer, citations=(replace(answer.citations[0], language=None),))) == ""


def test_articles_in_other_languages_are_counted() -> None:
    assert articles_note({"en": 169, "de": 20, "fr": 11, "unknown": 3}) == (
        "31 of 203 articles are not in English (de 20, fr 11); the models know English."
    )
    assert articles_note({"en": 3, "unknown": 2}) == ""
    assert articles_note({}) == ""


@pytest.mark.models
def test_rebuilding_and_status_count_languages_and_dates_and_an_answer_tells_its_own(
    tmp_path: Path, qa_process: "Run"
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "de.md").write_text(
        "---\ndate: 2021-04-22\nauthor: Jana Roth\nupdated: 2021-04-23\n---\n# Leuchtturm\n\n"
        "Die Lampe im Leuchtturm von Skerrow brennt seit Donnerstag wieder, sagte der Hafenmeister.\n",
        encoding="utf-8",
    )
    (folder / "en.txt").write_text("The mill at Fenmouth grinds flour again.\n", encoding="utf-8")
    index = ("--index", str(tmp_path / "index"))
    rebuilt = qa_process("rebuild", folder, *index)
    assert "1 of 2 articles are not in English (de 1); the models know English." in rebuilt.out
    status = json.loads(qa_process("status", "--json", *index).out)
    assert (status["languages"], status["undated"]) == ({"de": 1, "en": 1}, 1)
    text = qa_process("status", *index).out
    assert "dated     1 of 2 articles" in text
    assert "language  de 1, en 1" in text
    asked = qa_process("ask", "--json", "Lampe im Leuchtturm von Skerrow brennt", *index)
    answer = json.loads(asked.out)
    cited = (answer["citations"] or answer["refusal"]["nearest"])[0]
    entries = [cited[key] for key in ("published", "date_from", "modified", "author", "language")]
    assert entries == ["2021-04-22", "front matter date", "2021-04-23", "Jana Roth", "de"]
