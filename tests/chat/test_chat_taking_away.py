"""Copying and exporting answers."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Button, Select

from tui.chat.export import export_conversation

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, Newsroom

STEPS = "How many steps has the lighthouse?"
COST = "What did the repairs of the lighthouse cost?"


async def test_the_answer_is_copied(chat: "Chat") -> None:
    async with chat.running():
        await chat.press("f6")
        assert chat.notices[-1] == "There is no answer to copy yet."
        await chat.ask(STEPS)
        await chat.press("f6")
        assert chat.app.clipboard == "142 steps"
        assert chat.notices[-1] == "Answer copied."


async def test_a_refusal_has_no_answer_to_copy(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("Which zeppelin carried the oak bagpipes?")
        await chat.press("f6")
        assert chat.app.clipboard == ""
        assert chat.notices[-1] == "There is no answer to copy yet."


async def test_the_citation_is_copied_as_markdown(chat: "Chat", newsroom: "Newsroom") -> None:
    async with chat.running():
        await chat.press("f7")
        assert chat.notices[-1] == "There is no citation to copy yet."
        await chat.ask(COST)
        await chat.press("f7")
        place = f"{newsroom.folder / 'skerrow-lighthouse.txt'}:65"
        assert chat.app.clipboard == (
            "> The repairs of the lighthouse cost £73,000 in all.\n>\n"
            f"> [1] *Skerrow lighthouse is lit again*, North Sound Herald, 2022-01-13, `{place}`"
        )
        await chat.press("alt+2", "f7")
        assert "[2] *Brackwater tide mill grinds again*" in chat.app.clipboard


async def test_the_citation_is_copied_in_the_style_of_the_settings(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(COST)
        await chat.press("f9")
        assert chat.app.screen.query_one("#style", Select).value == "markdown"
        chat.app.screen.query_one("#style", Select).value = "apa"
        chat.app.screen.query_one("#save", Button).press()
        await chat.settled()
        await chat.press("f7")
        assert chat.app.clipboard == "Skerrow lighthouse is lit again. (2022, January 13). North Sound Herald."
    assert chat.workspace.style == "apa"


@pytest.mark.parametrize(
    ("kind", "ending", "message"),
    [
        ("chicago", "txt", f"{STEPS}\n142 steps\n"),
        ("bibtex", "bib", "@article{"),
        ("csl-json", "json", '"container-title": "North Sound Herald"'),
    ],
)
async def test_a_conversation_is_exported_with_references(
    chat: "Chat", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, ending: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat.running():
        await chat.ask(STEPS)
        await chat.ask("Which zeppelin carried the oak bagpipes?")
        await chat.ask("/export apa!")
        assert chat.notices[-1].startswith("/export writes md, json, apa, chicago, bibtex or csl-json; found")
        await chat.ask(f"/export {kind}")
        await chat.pilot.pause()
    (file,) = tmp_path.glob(f"quotewire-*.{ending}")
    written = file.read_text(encoding="utf-8")
    assert message in written
    assert written.count("Skerrow lighthouse is lit again") == 1


async def test_the_latest_answer_is_copied_though_the_article_of_an_older_one_is_open(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("alt+1")
        await chat.ask(COST)
        await chat.press("f6")
        assert chat.app.clipboard == "£73,000"


async def test_selected_text_is_copied(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        chat.room.text_select_all() if hasattr(chat.room, "text_select_all") else None
        await chat.pilot.pause()
        assert "142 steps" in (chat.room.get_selected_text() or "")


async def test_a_conversation_is_exported_as_markdown_and_json(
    chat: "Chat", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat.running():
        chat.app.action_export("md")
        await chat.pilot.pause()
        assert chat.notices[-1] == "There is nothing to export yet."
        await chat.ask(STEPS)
        await chat.ask("Which zeppelin carried the oak bagpipes?")
        chat.app.action_export("md")
        chat.app.action_export("json")
        await chat.pilot.pause()
    (markdown,) = tmp_path.glob("quotewire-*.md")
    (objects,) = tmp_path.glob("quotewire-*.json")
    assert str(markdown) in chat.notices[-2]
    written = markdown.read_text(encoding="utf-8")
    assert f"## {STEPS}\n\n**142 steps**\n\nconfidence 100%\n\n> The lighthouse has 142 steps" in written
    assert "`articles/skerrow-lighthouse.txt:63`" in written
    assert "*The articles do not say.*" in written
    stored = json.loads(objects.read_text(encoding="utf-8"))
    assert [entry["answer"] for entry in stored] == ["142 steps", None]
    assert stored[0]["citations"][0]["path"] == "articles/skerrow-lighthouse.txt"
    assert {entry["schema"] for entry in stored} == {"quotewire.answer/1"}


async def test_two_exports_at_once_lose_nothing(chat: "Chat", tmp_path: Path) -> None:
    async with chat.running():
        await chat.ask(STEPS)
        answers = chat.transcript.answers
    export_conversation(answers, "md", tmp_path)
    export_conversation(answers * 2, "md", tmp_path)
    assert len(list(tmp_path.glob("quotewire-*.md"))) == 2


async def test_a_folder_that_cannot_be_written_is_reported(chat: "Chat", tmp_path: Path) -> None:
    async with chat.running():
        await chat.ask(STEPS)
        message, failed = export_conversation(chat.transcript.answers, "md", tmp_path / "nowhere")
        assert failed
        assert "could not be written" in message


@pytest.mark.skipif(os.name == "nt", reason="the current folder cannot be removed there")
async def test_a_current_folder_that_is_gone_is_reported(
    chat: "Chat", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    async with chat.running():
        await chat.ask(STEPS)
        chat.app.action_export("md")
        await chat.pilot.pause()
        assert chat.app.is_running
        assert "could not be written" in chat.notices[-1]
