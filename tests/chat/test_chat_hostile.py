"""Untrusted text, unusual sizes and large amounts: displayed safely, nothing lost, never a traceback."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from textual import events

from corpus.article import Passage
from tui.chat.widgets.citation_item import CitationItem

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, Newsroom

STEPS = "How many steps has the lighthouse?"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


async def test_markup_and_escape_sequences_in_titles_and_articles_are_shown_as_they_are(chat: "Chat") -> None:
    async with chat.running(size=(160, 40)):
        await chat.ask("Which crates hid the smuggler?")
        assert "77 crates" in chat.text
        assert "[red]Smugglers[/red] ␛[31mcaught" in chat.text
        assert "[b]Gazette[/b]" in chat.text
        await chat.press("alt+1")
        await chat.settled()
        assert "[bold]bracketed[/bold]" in chat.text
        assert "[@click=app.quit]the[/]" in chat.text
        assert "␛[2J" in chat.text
        assert not any(CONTROL.search(line) for line in chat.lines())


async def test_markup_and_escape_sequences_in_a_question_are_shown_as_they_are(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("[red]steps[/red] \x1b[31mlighthouse")
        assert "> [red]steps[/red]" in chat.text
        assert not any(CONTROL.search(line) for line in chat.lines())
        await chat.press("f2")
        assert "[red]steps[/red]" in chat.text
        assert not any(CONTROL.search(line) for line in chat.lines())


async def test_a_notice_with_markup_is_shown_as_it_is(chat: "Chat") -> None:
    chat.workspace.notice = "[red]Read[/red] [/bold] me"
    async with chat.running():
        assert "[red]Read[/red] [/bold] me" in chat.notices


@pytest.mark.parametrize(
    "question", ["ספינת המעבורת עזבה", "山猫そば served", "Which family and flag and bell stand here?"]
)
async def test_every_script_is_answered_and_its_article_opens_at_the_words(chat: "Chat", question: str) -> None:
    async with chat.running():
        await chat.ask(question)
        await chat.press("alt+1")
        await chat.settled()
        assert chat.pane.citation.article_id == "world.txt"
        assert chat.marked().strip()
        assert not any(CONTROL.search(line) for line in chat.lines())
        assert {cell_len(line) for line in chat.lines()} == {120}


async def test_a_paste_of_a_hundred_kilobytes_is_cut_to_a_question_and_said(chat: "Chat") -> None:
    async with chat.running():
        chat.prompt.post_message(events.Paste("word\n\x1b[31m " * 10_000))
        await chat.pilot.pause()
        assert 0 < len(chat.prompt.value) <= 10_000
        assert "\n" not in chat.prompt.value
        assert "\x1b" not in chat.prompt.value
        assert "10,000 characters" in chat.notices[-1]
        await chat.press("enter")
        await chat.settled()
        assert chat.exchanges[-1].answer is not None


async def test_several_lines_are_pasted_as_one_and_over_a_selection(chat: "Chat") -> None:
    async with chat.running():
        chat.prompt.value = "old words"
        chat.prompt.action_select_all()
        chat.prompt.post_message(events.Paste("How many steps\r\nhas the lighthouse?\n"))
        await chat.pilot.pause()
        assert chat.prompt.value == STEPS


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (240, 60)])
async def test_the_terminal_may_become_tiny_and_large_again(chat: "Chat", size: tuple[int, int]) -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("alt+1")
        await chat.pilot.resize_terminal(*size)
        await chat.press("escape", "escape")
        for key in ("f1", "f2", "f5", "f9"):
            await chat.press(key)
            await chat.pilot.pause()
            await chat.press("escape")
        await chat.pilot.resize_terminal(120, 40)
        await chat.ask("How long is the oak shaft?")
        assert "142 steps" in chat.text
        assert "5.2 metres" in chat.text


async def test_the_prompt_can_be_seen_at_twenty_columns_and_five_lines(chat: "Chat") -> None:
    async with chat.running(size=(20, 5)):
        await chat.press(*"hi")
        assert "hi" in chat.text


async def test_an_article_of_five_megabytes_opens_at_its_words(
    chat: "Chat", newsroom: "Newsroom", monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "".join(f"Line {n} of a very long report about nothing much at all.\n" for n in range(90_000))
    newsroom.add("long.txt", "Long", None, None, lines + "\nThe walrus weighed 1,270 kilograms.\n\n" + lines[:50_000])
    passages = newsroom.passages()
    passages = [passage for passage in passages if passage.article_id != "long.txt" or "walrus" in passage.text]
    monkeypatch.setattr(newsroom, "passages", lambda: passages)
    async with chat.running():
        await chat.ask("What weighed the walrus?")
        await chat.press("alt+1")
        await chat.settled()
        assert "1,270 kilograms" in chat.marked()
        await chat.press("f3", *"Line 7 of", "enter")
        await chat.settled()
        assert "Line 7 of a very long report" in chat.text


async def test_an_article_that_is_one_line_of_a_megabyte_opens_at_its_words(
    chat: "Chat", newsroom: "Newsroom", monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "word " * 100_000
    newsroom.add("line.txt", "Line", None, None, f"{words}. The walrus weighed 1,270 kilograms. {words}\n")
    (passage,) = [passage for passage in newsroom.passages() if passage.article_id == "line.txt"]
    start = passage.text.index("The walrus")
    end = passage.text.index("kilograms.") + len("kilograms.")
    passages = [Passage("line.txt", 0, passage.start + start, passage.start + end, passage.text[start:end])]
    monkeypatch.setattr(newsroom, "passages", lambda: passages)
    async with chat.running():
        await chat.ask("What weighed the walrus?")
        await chat.press("alt+1")
        await chat.settled()
        assert "1,270 kilograms" in chat.marked()


async def test_two_hundred_answers_keep_thirty_exchanges_mounted_and_the_others_come_back(chat: "Chat") -> None:
    async with chat.running(size=(80, 24)):
        answer = chat.app.engine.ask(STEPS)
        await chat.transcript.show([answer] * 199)
        await chat.ask("How long is the oak shaft?")
        assert len(chat.exchanges) <= 30
        assert len(chat.transcript.answers) == 200
        assert "5.2 metres" in chat.text
        button = chat.room.query_one("#earlier")
        assert button.display
        assert "170" in str(button.label)
        button.press()
        await chat.settled()
        turns = [exchange.turn for exchange in chat.exchanges]
        assert turns == sorted(turns)
        assert turns[-1] == 200
        assert len(turns) == len(set(turns))
        assert 141 in turns
        assert len(chat.transcript.answers) == 200
        assert [len(exchange.query(CitationItem)) for exchange in chat.exchanges[:-1]] == [1] * (
            len(chat.exchanges) - 1
        )


async def test_one_can_go_back_to_the_first_answer_and_the_next_question_puts_the_others_away_again(
    chat: "Chat",
) -> None:
    async with chat.running(size=(80, 24)):
        await chat.transcript.show([chat.app.engine.ask(STEPS)] * 200)
        for _ in range(6):
            chat.room.query_one("#earlier").press()
            await chat.settled()
        assert [exchange.turn for exchange in chat.exchanges] == list(range(1, 201))
        assert not chat.room.query_one("#earlier").display
        await chat.ask(STEPS)
        assert len(chat.exchanges) == 30
        assert len(chat.transcript.answers) == 201


async def test_failed_and_stopped_questions_are_put_away_too(chat: "Chat") -> None:
    async with chat.running(size=(80, 24)):
        chat.reader.defect = RuntimeError("no")
        for number in range(34):
            await chat.ask(f"question {number}")
        assert len(chat.exchanges) <= 30
        assert chat.exchanges[-1].question == "question 33"


# ---------------------------------------------------------------- quitting

BUSY = """
import sys, threading
from pathlib import Path
import tui.chat.run as running
from corpus.progress import Progress
from tui.chat.workspace import Workspace

class Engine:
    def ask(self, question, on_progress, **rest):
        on_progress(Progress("reading", total=5))
        threading.Event().wait()

class BusyWorkspace(Workspace):
    def open_engine(self, on_progress=None):
        return Engine(), ""
    def rebuild(self, paths, on_progress):
        on_progress(Progress("embedding", 1, 5))
        threading.Event().wait()
    def own_sources(self):
        return [Path.cwd()]

running.Workspace = lambda *a, **o: BusyWorkspace(config=Path(sys.argv[1]), data=Path(sys.argv[1]))
sys.exit(running.run_chat(None, private=False))
"""


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("busy", ["answering", "rebuilding"])
def test_quitting_is_instant_whatever_is_running(tmp_path: Path, environment: dict[str, str], busy: str) -> None:
    ours, theirs = pty.openpty()
    environment |= {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    process = subprocess.Popen(
        [sys.executable, "-c", BUSY, str(tmp_path)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        cwd=tmp_path,
        start_new_session=True,
    )
    os.close(theirs)
    screen = b""

    def until(words: bytes, seconds: float = 15) -> None:
        nonlocal screen
        deadline = time.monotonic() + seconds
        while words not in screen:
            assert time.monotonic() < deadline, screen[-2000:]
            if select.select([ours], [], [], 0.05)[0]:
                screen += os.read(ours, 65536)

    try:
        until(b"Ask your")
        if busy == "answering":
            os.write(ours, b"question\r")
            until(b"of 5" if b"of 5" in screen else b"reading")
        else:
            os.write(ours, b"\x1b[15~")
            until(b"Chosen")
            os.write(ours, b"\t\t\r")
            until(b"Embedding")
        os.write(ours, b"\x11")
        deadline = time.monotonic() + 10
        while process.poll() is None and time.monotonic() < deadline:
            if select.select([ours], [], [], 0.01)[0]:
                try:
                    screen += os.read(ours, 65536)
                except OSError:
                    process.wait(5)
        assert process.poll() == 0, screen[-2000:]
    finally:
        process.kill()
        process.wait()
        os.close(ours)
