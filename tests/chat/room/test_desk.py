"""Followed questions and notes in the chat."""

import json
from typing import TYPE_CHECKING, Any

from textual.widgets import Input, OptionList, Static

from index.filters import read_filter
from qa.desk.follow.store import open_follows
from qa.desk.notes.store import open_notes
from tui.chat.screens.notes import NotesScreen
from tui.chat.screens.noting import NotingScreen
from tui.chat.widgets.article_pane import ArticlePane
from tui.chat.widgets.citation_item import CitationItem

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, MakeChat

STEPS = "How many steps has the lighthouse?"
ZEPPELIN = "Which zeppelin carried the oak bagpipes?"


def followed(chat: Any) -> list:
    workspace = chat.workspace
    with open_follows(workspace.desk_file, workspace.settings().index) as store:
        return store.all()


async def test_an_answer_and_a_refusal_are_followed(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("/follow")
        assert chat.notices[-1] == "There is no answer to follow yet."
        assert not chat.workspace.desk_file.exists()
        await chat.ask(STEPS)
        await chat.ask("/follow")
        await chat.ask(f"{ZEPPELIN} source:herald")
        await chat.ask("/follow")
        assert "Followed as 2" in chat.notices[-1]
    first, second = followed(chat)
    assert (first.question, first.answer.text, first.open) == (STEPS, "142 steps", False)
    assert (second.open, second.where) == (True, read_filter({"source": "herald"}))


async def test_a_note_is_on_the_open_words_or_on_the_latest_answer(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("/note")
        await chat.ask("/note something")
        assert "/note needs a text" in chat.notices[-2]
        assert chat.notices[-1] == "There is nothing to add a note to yet."
        await chat.ask(STEPS)
        await chat.ask("/note count them #lamp")
        await chat.press("alt+1")
        await chat.ask("/note who said so?")
        assert "Noted as 2 on “Skerrow lighthouse is lit again”." in chat.notices
    with open_notes(chat.workspace.desk_file) as notes:
        second, first = notes.find()
    assert first.anchor.quote == second.anchor.quote == "The lighthouse has 142 steps from its door to the lamp."
    assert (first.question, second.question) == (STEPS, None)
    assert first.tags == ("lamp",)


async def test_notes_are_shown_by_words_and_tags(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("/notes")
        assert "There are no notes yet" in chat.notices[-1]
        await chat.ask(STEPS)
        for text in ("count them [bold] #lamp", "ask the keeper #lamp #people"):
            await chat.ask(f"/note {text}")
        await chat.ask("/notes zeppelin")
        assert chat.notices[-1] == "No note matches."
        for typed, count in (("/notes", 2), ("/notes #lamp", 2), ("/notes tag:people", 1), ("/notes count #lamp", 1)):
            await chat.ask(typed)
            assert isinstance(chat.app.screen, NotesScreen)
            listed = chat.app.screen.query_one("#notes", OptionList)
            shown = [str(option.prompt) for option in listed.options]
            assert len(shown) == count
            assert all("“The lighthouse has 142 steps" in line for line in shown)
            assert all("Skerrow lighthouse is lit again" in line for line in shown)
            await chat.press("escape")


async def test_a_key_follows_the_latest_answer(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("alt+f")
        await chat.until(lambda: chat.notices)
        assert "Followed as 1" in chat.notices[-1]
    assert [follow.question for follow in followed(chat)] == [STEPS]


async def test_a_passage_in_focus_takes_a_note_and_is_followed(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.ask("How long is the shaft?")
        await chat.press("escape", "tab", "shift+tab")  # the citation of the answer before
        chat.app.screen.query(CitationItem).first().focus()
        await chat.press("n")
        assert isinstance(chat.app.screen, NotingScreen)
        chat.app.screen.query_one("#note", Input).value = "count them #lamp"
        await chat.press("enter")
        await chat.until(lambda: chat.notices)
        assert "Noted as 1 on “Skerrow lighthouse is lit again”." in chat.notices
        chat.app.screen.query(CitationItem).first().focus()
        await chat.press("f")
        await chat.until(lambda: any("Followed" in notice for notice in chat.notices))
        await chat.press("alt+n", "escape")
    assert [follow.question for follow in followed(chat)] == [STEPS]
    with open_notes(chat.workspace.desk_file) as notes:
        (kept,) = notes.find()
    assert (kept.text, kept.question, kept.anchor.quote[:14]) == ("count them #lamp", STEPS, "The lighthouse")


def margin(chat: Any) -> str:
    return "\n".join(str(result.content) for result in chat.app.screen.query("#article-text Static").results(Static))


async def test_a_note_stands_below_the_paragraph_of_its_words(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("alt+1")
        await chat.ask("/note count [bold] them #lamp")
        beside = next(line for line in margin(chat).splitlines() if "note 1" in line)
        assert beside == "▎ note 1: count [bold] them #lamp"
        await chat.press("escape", "escape", "alt+1")
        assert margin(chat).count("note 1: count") == 1
        await chat.press("n")  # nothing is searched in the article
        assert isinstance(chat.app.screen, NotingScreen)


async def test_a_note_opens_its_article_at_its_words(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.ask("/note count them")
        await chat.press("escape", "ctrl+n")
        await chat.ask("/notes")
        await chat.press("enter")
        pane = chat.app.room.query_one(ArticlePane)
        await chat.until(lambda: pane.is_open)
        assert pane.citation.quote == "The lighthouse has 142 steps from its door to the lamp."


async def test_a_question_is_held_to_the_articles_that_a_tag_is_on(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("How long is the shaft?")
        await chat.ask("/note measure it #oak")
        await chat.ask(f"{STEPS} tag:oak")
        assert chat.exchanges[-1].answer.scope.articles == 1
        await chat.ask("/filter tag:nothing")
        assert chat.notices[-1] == "No note has the tag 'nothing'. There are oak."


async def test_a_private_chat_keeps_nothing(make_chat: "MakeChat") -> None:
    chat = make_chat(private=True)
    async with chat.running():
        await chat.ask(STEPS)
        await chat.ask("/follow")
        await chat.ask("/note x")
        assert chat.notices[-2:] == ["A private chat stores nothing."] * 2
    assert not chat.workspace.desk_file.exists()


async def test_a_desk_that_is_damaged_is_reported(chat: "Chat") -> None:
    chat.workspace.desk_file.parent.mkdir(parents=True, exist_ok=True)
    chat.workspace.desk_file.write_text(json.dumps(["no database"]) * 100)
    async with chat.running():
        await chat.ask(STEPS)
        for typed in ("/follow", "/note x", "/notes"):
            await chat.ask(typed)
            assert "cannot be used" in chat.notices[-1]
