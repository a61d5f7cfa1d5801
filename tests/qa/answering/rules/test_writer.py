"""A writer's "I" and "we" are answered with the writer's name, if nothing else answers."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from index.build import Build
from qa.engine import Engine
from qa.library.rebuild import rebuild_index
from qa.reading.model import SpanModel
from qa.settings import ReadingSettings, Settings
from qa.types import Answer

COLUMN = {
    "id": "column", "title": "A week at the Farnby weir", "author": "Greta Holm",
    "text": "It rained all week. We counted 340 salmon at the Farnby weir. "
    "“We released every one of them at the weir,” said the warden. If I repaired the weir, I would mend the gate.",
}  # fmt: skip
UNSIGNED = {"id": "unsigned", "title": "The Orby mill", "text": "We painted the sails of the Orby mill in May."}

Ask = Callable[[str], Answer]


@pytest.fixture
def ask(indexed: Callable[..., Build], reader_model: SpanModel) -> Ask:
    settings = Settings(reading=ReadingSettings(close=0))
    return Engine.over(indexed(COLUMN, UNSIGNED), settings, model=reader_model).ask


@pytest.mark.parametrize(
    "question", ["Who counted the salmon at the Farnby weir?", "who has counted salmon at the Farnby weir"]
)
def test_who_did_what_the_writer_says_we_did_is_the_writer(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer.text, answer.kind) == ("Greta Holm", "metadata")
    assert answer.citations[0].sentence == "We counted 340 salmon at the Farnby weir."


@pytest.mark.parametrize(
    "question",
    [
        "Who released the salmon at the weir?",  # somebody else's "we"
        "Who repaired the weir?",  # only supposed
        "Who painted the sails of the Orby mill?",  # the article names no author
        "Who counted the trout at the Farnby weir?",
    ],
)
def test_other_sentences_in_the_first_person_do_not_name_the_writer(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.text != "Greta Holm"
    assert answer.kind != "metadata"


def test_a_forwarded_mail_is_answered_with_its_own_writer(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Editor Kim <kim@example.org>", "Fwd: Quay inspection"
    mail.set_content(
        "For Friday.\n\n---------- Forwarded message ---------\nFrom: Surveyor Tove Lind <lind@port.example>\n"
        "Date: Mon, 12 Jan 2026 at 14:02\nSubject: Quay inspection\nTo: Editor Kim <kim@example.org>\n\n"
        "We inspected all nine bollards of the Sandby quay. Two are loose.\n"
    )
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "forward.eml").write_bytes(mail.as_bytes())
    settings = Settings(index=tmp_path / "index")
    rebuild_index(settings, [tmp_path / "articles"])
    engine = Engine.open(settings)
    try:
        answer = engine.ask("Who inspected the bollards of the Sandby quay?")
    finally:
        engine.close()
    assert answer.text == "Surveyor Tove Lind"
    assert answer.citations[0].author == "Surveyor Tove Lind"
