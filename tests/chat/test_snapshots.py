"""Appearance of the chat: snapshots of a fixed size, accepted after a visual check."""

import re
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import IndexMissing
from corpus.progress import Progress
from index.rebuild.builder import RebuildSummary
from tui.chat.messages import StageReached
from tui.chat.screens.rebuild import RebuildScreen
from tui.chat.widgets.search_results import SearchResults

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, Newsroom

STEPS = "How many steps has the lighthouse?"
COST = "What did the repairs of the lighthouse cost?"
NOWHERE = "Which zeppelin carried the oak bagpipes?"
DAY = "2026-03-01T12:00:00+00:00"


async def answered(chat: Any) -> None:
    await chat.ask(COST)


async def opened(chat: Any) -> None:
    await chat.ask(COST)
    await chat.press("alt+1")
    await chat.settled()


def test_empty(pictured: Callable[..., bool], chat: "Chat") -> None:
    """The first screen with instructions."""
    assert pictured(chat)


def test_first_screen(pictured: Callable[..., bool], chat: "Chat", newsroom: "Newsroom") -> None:
    """An overview of the index, and example questions."""
    newsroom.add("pier.txt", "Pier", "Herald", date(2020, 5, 2), "The Holmsea Pier was opened in 1891.\n")
    newsroom.add("ferry.txt", "Ferry", "Herald", date(2021, 5, 2), "The Halcyon carried 24 cars.\n")
    chat.workspace.with_examples = True
    assert pictured(chat, size=(80, 24))


def test_offers(pictured: Callable[..., bool], chat: "Chat") -> None:
    """Commands above the prompt, and the filter in force."""

    async def do(chat: Any) -> None:
        await chat.ask("source:herald")
        await chat.press("slash")
        chat.app.clear_notifications()

    assert pictured(chat, do, size=(80, 24))


def test_loading(pictured: Callable[..., bool], chat: "Chat") -> None:
    """A question waits for the index."""
    chat.workspace.ready.clear()

    async def do(chat: Any) -> None:
        await chat.send(COST)

    assert pictured(chat, do)


def test_asking(pictured: Callable[..., bool], chat: "Chat") -> None:
    """The stage is shown while passages are read."""

    async def do(chat: Any) -> None:
        chat.reader.gate.clear()
        await chat.send(COST)
        await chat.until(lambda: "reading" in chat.text)

    assert pictured(chat, do)


def test_follow_up(pictured: Callable[..., bool], chat: "Chat") -> None:
    """A follow-up, as it was typed and as it was searched."""

    async def do(chat: Any) -> None:
        await chat.ask("How long is the oak shaft?")
        await chat.ask("and how long?")

    assert pictured(chat, do)


def test_unclear_pronoun(pictured: Callable[..., bool], chat: "Chat") -> None:
    """The persons who may be meant, and the key that asks about the other."""

    async def do(chat: Any) -> None:
        await chat.ask("Who met Ken McCallum and Richard Moore?")
        await chat.ask("what did he mend?")

    assert pictured(chat, do, size=(80, 24))


def test_answered(pictured: Callable[..., bool], chat: "Chat") -> None:
    """An answer within its sentence, with two citations."""
    assert pictured(chat, answered)


def test_unsure(pictured: Callable[..., bool], chat: "Chat") -> None:
    """An uncertain answer: amber, the sentence first."""
    chat.reader.threshold = 0.3

    async def do(chat: Any) -> None:
        await chat.ask("When was the painted wooden winch removed?")

    assert pictured(chat, do, size=(80, 24))


def test_citation_open_at_eighty_columns(pictured: Callable[..., bool], chat: "Chat") -> None:
    """The answer above its article, both in view."""

    async def do(chat: Any) -> None:
        await chat.ask(STEPS)
        await opened(chat)

    assert pictured(chat, do, size=(80, 24))


def test_citation_open(pictured: Callable[..., bool], chat: "Chat") -> None:
    """The article beside the transcript, at the quoted words."""
    assert pictured(chat, opened, (120, 36))


def test_article_search(pictured: Callable[..., bool], chat: "Chat") -> None:
    """Matches marked in the article, the search line below."""

    async def do(chat: Any) -> None:
        await opened(chat)
        await chat.press("f3", *"winch", "enter")
        await chat.settled()

    assert pictured(chat, do, (120, 36))


def test_no_answer(pictured: Callable[..., bool], chat: "Chat") -> None:
    """A refusal, with what is missing and the nearest passages."""

    async def do(chat: Any) -> None:
        await chat.ask(NOWHERE)

    assert pictured(chat, do)


def test_error(pictured: Callable[..., bool], chat: "Chat") -> None:
    """An error and its remedy, without an index."""
    chat.workspace.failure = IndexMissing("There is no index at /home/reader/index.", "qa rebuild PATH")

    async def do(chat: Any) -> None:
        await chat.ask(COST)

    assert pictured(chat, do)


def test_defect(pictured: Callable[..., bool], chat: "Chat") -> None:
    """A defect while answering; the question is back in the prompt."""
    chat.reader.defect = RuntimeError("[red]boom[/red]")

    async def do(chat: Any) -> None:
        await chat.ask(COST)

    assert pictured(chat, do)


async def _rebuild_screen(chat: Any, newsroom: Any) -> RebuildScreen:
    screen = RebuildScreen(chat.workspace, chat.app.rebuild_work, newsroom.folder)
    chat.workspace.own_sources = list
    chat.app.push_screen(screen)
    await chat.settled()
    await chat.until(lambda: "articles" in chat.text)
    return screen


def test_rebuilding(pictured: Callable[..., bool], chat: "Chat", newsroom: "Newsroom") -> None:
    """Progress with the time left, and a way to stop."""
    (newsroom.folder / "ferries").mkdir()

    async def do(chat: Any) -> None:
        screen = await _rebuild_screen(chat, newsroom)
        await chat.until(lambda: "ferries" in chat.text)
        chat.app.rebuild_work.running = True
        screen._mark(running=True)
        chat.app.post_message(StageReached(Progress("embedding", 1200, 3600, 1200, 30.0)))
        await chat.pilot.pause()

    assert pictured(chat, do)


def test_rebuilt(pictured: Callable[..., bool], chat: "Chat", newsroom: "Newsroom") -> None:
    """The summary and the skipped files."""
    (newsroom.folder / "ferries").mkdir()
    skips = [f"/home/reader/ferries/{n}.txt: empty" for n in range(40)]

    async def do(chat: Any) -> None:
        screen = await _rebuild_screen(chat, newsroom)
        chat.workspace.skipped_files = lambda: skips
        summary = RebuildSummary(300, 3600, 1200, 2400, {"empty": 40}, 12.5, 8_400_000)
        settings = chat.workspace.settings()
        chat.workspace.settings = lambda: type(settings)(index="/home/reader/index")
        screen.show_summary(type("Finished", (), {"summary": summary})())
        await chat.until(lambda: "ferries" in chat.text)

    assert pictured(chat, do)


def _fixed_dates(chat: Any) -> None:
    connection = sqlite3.connect(chat.workspace._history_file)
    with connection:
        connection.execute("UPDATE conversations SET updated = ?", (DAY,))
    connection.close()


def test_history(pictured: Callable[..., bool], chat: "Chat") -> None:
    """Conversations, the last first, with a search above."""

    async def do(chat: Any) -> None:
        for question in (STEPS, COST, NOWHERE):
            await chat.ask(question)
            await chat.press("f8")
        _fixed_dates(chat)
        await chat.press("f2")
        chat.app.screen.query_one("#search").cursor_blink = False

    assert pictured(chat, do)


def test_help(pictured: Callable[..., bool], chat: "Chat") -> None:
    """What keys, commands and filters do."""

    async def do(chat: Any) -> None:
        await chat.press("f1")

    assert pictured(chat, do, (100, 40))


def test_settings(pictured: Callable[..., bool], chat: "Chat") -> None:
    """The few settings that matter."""

    async def do(chat: Any) -> None:
        await chat.press("f9")
        chat.app.screen.query_one("#k").cursor_blink = False

    assert pictured(chat, do)


def test_palette(pictured: Callable[..., bool], chat: "Chat") -> None:
    """Every action by name."""

    async def do(chat: Any) -> None:
        await chat.press("ctrl+p")
        await chat.until(lambda: "Copy citation" in chat.text)
        chat.app.screen.query_one("CommandInput").cursor_blink = False

    assert pictured(chat, do)


def test_narrow(pictured: Callable[..., bool], chat: "Chat") -> None:
    """Sixty columns: the article below the transcript."""
    assert pictured(chat, opened, (60, 20))


def test_light_theme(pictured: Callable[..., bool], chat: "Chat") -> None:
    """The same in light colours."""
    chat.workspace.prefer(theme="textual-light")
    assert pictured(chat, opened, (120, 36))


def test_search(pictured: Callable[..., bool], searching_chat: "Chat") -> None:
    """Articles that mention words, with the words marked, and their number."""

    async def do(chat: Any) -> None:
        await chat.send("/search lighthouse")
        await chat.until(lambda: list(chat.room.query(SearchResults)) and chat.room.query(SearchResults).last().ended)

    assert pictured(searching_chat, do)


def test_filter_in_the_light_theme(pictured: Callable[..., bool], chat: "Chat") -> None:
    """The filter in force and the recognised time, in light colours."""
    chat.workspace.prefer(theme="textual-light")

    async def do(chat: Any) -> None:
        await chat.send("source:herald since:2021")
        await chat.ask("What did the repairs of the lighthouse cost in 2022?")

    assert pictured(chat, do)


def test_wide(pictured: Callable[..., bool], chat: "Chat") -> None:
    """The widest common terminal."""
    assert pictured(chat, opened, (240, 60))


def test_hostile_text(pictured: Callable[..., bool], chat: "Chat") -> None:
    """Markup and escape sequences, displayed as characters."""

    async def do(chat: Any) -> None:
        await chat.ask("Which crates hid the smuggler?")
        await chat.press("alt+1")
        await chat.settled()

    assert pictured(chat, do, (120, 30))


def test_no_picture_holds_a_path_of_this_machine(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    pictures = list((request.path.parent / "__snapshots__").rglob("*.svg"))
    assert pictures
    for picture in pictures:
        shown = picture.read_text(encoding="utf-8")
        assert str(tmp_path.parent.parent) not in shown
        assert not re.search(r"/(root|tmp|work)/", shown), picture.name
