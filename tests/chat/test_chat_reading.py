"""Reading: a citation opens its article at the quoted words, next to or below the transcript."""

import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App

from tui.chat.editor import edit
from tui.chat.widgets.citation_item import CitationItem
from tui.editor import editor_command, run_editor

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, Newsroom

STEPS = "How many steps has the lighthouse?"
COST = "What did the repairs of the lighthouse cost?"


async def opened(chat: Any, question: Any = STEPS) -> None:
    await chat.ask(question)
    await chat.press("alt+1")
    await chat.settled()


def visible(chat: Any) -> str:
    """The lines of the screen with the article's text."""
    body = chat.room.query_one("#article-body").region
    return "\n".join(line[body.x : body.right] for line in chat.lines()[body.y : body.bottom])


def match_count(chat: Any) -> str:
    """The count shown next to the search words."""
    return str(chat.room.query_one("#article-found").content)


@pytest.mark.parametrize("way", ["number", "alt", "enter", "click", "next"])
async def test_a_citation_opens_its_article_with_the_quote_marked_and_in_view(chat: "Chat", way: str) -> None:
    async with chat.running():
        await chat.ask(STEPS)
        if way == "number":
            await chat.press("tab", "1")
        elif way == "alt":
            await chat.press("alt+1")
        elif way == "enter":
            await chat.press("tab", "enter")
        elif way == "click":
            await chat.pilot.click(CitationItem)
        else:
            await chat.press("ctrl+o")
        await chat.settled()
        assert chat.pane.is_open
        assert "142 steps" in visible(chat)
        assert "142 steps" in chat.marked()
        assert chat.room.query_one("#article-body").scroll_offset.y > 0
        head = str(chat.room.query_one("#article-head").content)
        assert "Skerrow lighthouse is lit again" in head
        assert "North Sound Herald · 13 January 2022" in head
        assert "articles/skerrow-lighthouse.txt:63" in head
        assert not chat.room.query_one("#article-notice").display


async def test_a_digit_typed_into_the_prompt_is_text(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("1")
        assert chat.prompt.value == "1"
        assert not chat.pane.is_open


async def test_tab_from_the_prompt_reaches_the_first_citation_of_the_latest_answer(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("How long is the oak shaft?")
        await chat.ask(COST)
        await chat.press("tab")
        assert isinstance(chat.app.focused, CitationItem)
        assert chat.app.focused.parent is chat.exchanges[-1]


async def test_next_and_previous_citation_go_round(chat: "Chat") -> None:
    async with chat.running():
        await opened(chat, COST)
        assert chat.pane.citation.number == 1
        await chat.press("ctrl+o")
        assert chat.pane.citation.article_id == "tide-mill.md"
        assert "£73,000" in chat.marked()
        await chat.press("ctrl+o")
        assert chat.pane.citation.number == 1
        await chat.press("ctrl+l")
        assert chat.pane.citation.number == 2


async def test_the_nearest_passages_of_a_refusal_can_be_opened(chat: "Chat") -> None:
    async with chat.running():
        await opened(chat, "Which zeppelin carried the oak bagpipes?")
        assert chat.pane.citation.article_id == "tide-mill.md"
        assert "Its new oak shaft is 5.2 metres long" in visible(chat)


async def test_a_number_without_a_citation_does_nothing(chat: "Chat") -> None:
    async with chat.running():
        await chat.press("alt+1", "ctrl+o")
        assert not chat.pane.is_open
        await chat.ask(STEPS)
        await chat.press("alt+9")
        assert not chat.pane.is_open


async def test_escape_closes_the_article_and_goes_back_to_the_prompt(chat: "Chat") -> None:
    async with chat.running():
        await opened(chat)
        await chat.press("escape")
        assert not chat.pane.is_open
        assert chat.app.focused is chat.prompt


async def test_words_are_found_in_the_article_and_n_goes_through_them_and_capital_n_back(chat: "Chat") -> None:
    async with chat.running():
        await opened(chat)
        top = chat.room.query_one("#article-body").scroll_offset.y
        await chat.press("f3")
        chat.room.query_one("#article-search").value = "attempt  number"
        await chat.press("enter")
        assert match_count(chat).startswith("31 of 60")
        assert "attempt number 1 " in visible(chat)
        first = chat.room.query_one("#article-body").scroll_offset.y
        assert first > top
        await chat.press("n", "n", "n")
        assert match_count(chat).startswith("34 of 60")
        assert chat.room.query_one("#article-body").scroll_offset.y > first
        assert "attempt number 4 " in visible(chat)
        await chat.press("N", "N", "N")
        assert chat.room.query_one("#article-body").scroll_offset.y == first
        await chat.press("N")
        assert chat.room.query_one("#article-body").scroll_offset.y < top
        assert "attempt number 30 " in visible(chat)
        assert match_count(chat).startswith("30 of 60")


async def test_the_search_opens_with_a_slash_and_closes_with_escape_before_the_article(chat: "Chat") -> None:
    async with chat.running():
        await opened(chat)
        await chat.press("slash", *"winch", "enter")
        assert match_count(chat).startswith("1 of 1 ")
        assert "winch" in chat.marked()
        await chat.press("escape")
        assert not chat.room.query_one("#article-find").display
        assert chat.pane.is_open
        await chat.press("escape")
        assert not chat.pane.is_open


async def test_what_is_not_in_the_article_is_said_and_the_quote_stays_marked(chat: "Chat") -> None:
    async with chat.running():
        await opened(chat)
        await chat.press("f3", *"zep", "enter")
        assert match_count(chat) == "not found"
        assert "142 steps" in chat.marked()


async def test_searching_where_no_article_is_open_says_what_to_do(chat: "Chat") -> None:
    async with chat.running():
        await chat.press("f3")
        assert "Open an article first" in chat.notices[-1]


async def test_a_file_that_has_changed_is_reported_and_the_stored_text_shown(
    chat: "Chat", newsroom: "Newsroom"
) -> None:
    async with chat.running():
        await chat.ask(STEPS)
        (newsroom.folder / "skerrow-lighthouse.txt").write_text("Something else.", encoding="utf-8")
        await chat.press("alt+1")
        await chat.settled()
        assert "has changed since it was indexed" in str(chat.room.query_one("#article-notice").content)
        assert "142 steps" in visible(chat)


async def test_a_file_that_is_gone_is_reported_and_the_stored_text_shown(chat: "Chat", newsroom: "Newsroom") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        shutil.rmtree(newsroom.folder)
        await chat.press("alt+1")
        await chat.settled()
        assert "The file no longer exists" in str(chat.room.query_one("#article-notice").content)
        assert "142 steps" in visible(chat)


async def test_an_article_that_a_new_index_does_not_have_is_a_calm_notice(chat: "Chat", newsroom: "Newsroom") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        newsroom.articles = [article for article in newsroom.articles if article.article_id != "skerrow-lighthouse.txt"]
        chat.app.open_index()
        await chat.settled()
        await chat.press("alt+1")
        await chat.settled()
        assert not chat.pane.is_open
        assert "skerrow-lighthouse.txt" in chat.notices[-1]
        assert "£73,000" in chat.text or "142 steps" in chat.text


async def test_an_article_indexed_again_with_other_words_says_so(chat: "Chat", newsroom: "Newsroom") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        (old,) = [article for article in newsroom.articles if article.article_id == "skerrow-lighthouse.txt"]
        newsroom.articles.remove(old)
        newsroom.add(old.article_id, old.title, old.source, old.published, "Only a few words are left of it.\n")
        chat.app.open_index()
        await chat.settled()
        await chat.press("alt+1")
        await chat.settled()
        assert "no longer has these words in this place" in str(chat.room.query_one("#article-notice").content)


async def test_the_article_stands_below_the_transcript_on_a_narrow_terminal(chat: "Chat") -> None:
    async with chat.running(size=(60, 20)):
        await opened(chat)
        assert chat.pane.region.y >= chat.transcript.region.bottom
        assert "142 steps" in visible(chat)
        await chat.pilot.resize_terminal(240, 60)
        await chat.settled()
        assert chat.pane.region.x >= chat.transcript.region.right
        assert chat.pane.region.y == chat.transcript.region.y


# ---------------------------------------------------------------- the editor


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, []),
        ({"EDITOR": ""}, []),
        ({"EDITOR": "vim"}, ["vim", "+7", "/a b.txt"]),
        ({"EDITOR": "emacs -nw"}, ["emacs", "-nw", "+7", "/a b.txt"]),
        ({"EDITOR": "vim", "VISUAL": "code --wait"}, ["code", "--wait", "-g", "/a b.txt:7"]),
        ({"EDITOR": "/usr/bin/hx"}, ["/usr/bin/hx", "/a b.txt:7"]),
        ({"EDITOR": "open"}, ["open", "/a b.txt"]),
        ({"EDITOR": "'/my editors/nano'"}, ["/my editors/nano", "+7", "/a b.txt"]),
    ],
)
def test_the_editor_is_called_with_line_and_path(environment: dict[str, str], expected: list[str]) -> None:
    assert editor_command(environment, "/a b.txt", 7) == expected


async def test_an_editor_with_an_unbalanced_quote_is_a_calm_notice(
    chat: "Chat", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "vim 'unbalanced")
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("f4")
        assert chat.notices


@pytest.mark.skipif(sys.platform != "linux", reason="the opener of other desktops has another name")
def test_what_is_no_text_is_opened_by_the_program_for_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf "%s" "$*" > "{tmp_path}/part" && mv "{tmp_path}/part" "{tmp_path}/got"\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("EDITOR", "false")
    assert edit(App(), "/articles/A page.PDF", 3) == ""
    until = time.monotonic() + 30
    while not (tmp_path / "got").exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert (tmp_path / "got").read_text() == "/articles/A page.PDF"
    opener.unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "No such file" in edit(App(), "/articles/A page.PDF", 3)


@pytest.mark.skipif(os.name == "nt", reason="the editor here is a shell script")
def test_an_editor_receives_the_line_and_the_path(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/got"\n', encoding="utf-8")
    editor.chmod(0o755)
    assert run_editor(editor_command({"EDITOR": str(editor)}, "/articles/a b.txt", 7)) == ""
    assert (tmp_path / "got").read_text(encoding="utf-8").splitlines() == ["+7", "/articles/a b.txt"]


@pytest.mark.skipif(os.name == "nt", reason="the editors here are POSIX's")
def test_an_editor_that_fails_or_is_not_there_is_reported() -> None:
    assert "exited with code 1" in run_editor(["false"])
    assert "could not be started" in run_editor(["/nowhere/editor"])


async def test_without_an_editor_a_calm_notice_says_what_to_set(chat: "Chat", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    async with chat.running():
        await chat.press("f4")
        assert chat.notices[-1] == "There is no citation to open yet."
        await chat.ask(STEPS)
        await chat.press("f4")
        assert "Set EDITOR" in chat.notices[-1]


async def test_a_terminal_that_cannot_be_suspended_is_a_calm_notice(
    chat: "Chat", monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in `qa serve`: an editor cannot run in the terminal of the browser."""
    monkeypatch.setenv("EDITOR", "true")
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("f4")
        assert chat.app.is_running
        assert chat.notices
