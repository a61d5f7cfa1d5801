"""Following and noting in the chat."""

import json

from textual.widgets import Static

from index.filters import read_filter
from qa.desk.follow_store import open_follows
from qa.desk.note_store import open_notes
from tui.chat.screens.notes import NotesScreen

STEPS = "How many steps has the lighthouse?"
ZEPPELIN = "Which zeppelin carried the oak bagpipes?"


def followed(chat) -> list:
    workspace = chat.workspace
    with open_follows(workspace.desk_file, workspace.settings().index) as store:
        return store.all()


async def test_an_answer_and_a_refusal_are_followed(chat):
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


async def test_a_note_is_on_the_open_words_or_on_the_latest_answer(chat):
    async with chat.running():
        await chat.ask("/note")
        await chat.ask("/note something")
        assert "/note takes what is to be noted" in chat.notices[-2]
        assert chat.notices[-1] == "There is nothing to note something on yet."
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


async def test_notes_are_shown_by_words_and_tags(chat):
    async with chat.running():
        await chat.ask("/notes")
        assert "There is no note yet" in chat.notices[-1]
        await chat.ask(STEPS)
        for text in ("count them [bold] #lamp", "ask the keeper #lamp #people"):
            await chat.ask(f"/note {text}")
        await chat.ask("/notes zeppelin")
        assert chat.notices[-1] == "There is no such note."
        for typed, count in (("/notes", 2), ("/notes #lamp", 2), ("/notes tag:people", 1), ("/notes count #lamp", 1)):
            await chat.ask(typed)
            assert isinstance(chat.app.screen, NotesScreen)
            shown = str(chat.app.screen.query_one("#notes", Static).content)
            assert shown.count("Skerrow lighthouse is lit again") == count
            assert "“The lighthouse has 142 steps" in shown
            await chat.press("escape")


async def test_keys_follow_and_begin_a_note(chat):
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("alt+f")
        await chat.until(lambda: chat.notices)
        assert "Followed as 1" in chat.notices[-1]
        await chat.press("alt+1", "alt+n")
        assert chat.prompt.value == "/note "
        assert chat.prompt.has_focus
    assert [each.question for each in followed(chat)] == [STEPS]


async def test_a_private_chat_keeps_nothing(make_chat):
    chat = make_chat(private=True)
    async with chat.running():
        await chat.ask(STEPS)
        await chat.ask("/follow")
        await chat.ask("/note x")
        assert chat.notices[-2:] == ["Nothing is kept in a private chat."] * 2
    assert not chat.workspace.desk_file.exists()


async def test_a_desk_that_is_damaged_is_told(chat):
    chat.workspace.desk_file.parent.mkdir(parents=True, exist_ok=True)
    chat.workspace.desk_file.write_text(json.dumps(["no database"]) * 100)
    async with chat.running():
        await chat.ask(STEPS)
        for typed in ("/follow", "/note x", "/notes"):
            await chat.ask(typed)
            assert "cannot be used" in chat.notices[-1]
