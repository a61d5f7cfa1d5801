"""``/verify``: a draft compared with the archive, each line opened at its match."""

from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import OptionList, Static

from index.build import open_live
from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from qa.engine import Engine
from qa.reading.model import SpanModel
from qa.settings import ReadingSettings, Settings
from tui.chat.screens.verified import VerifiedScreen

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, MakeChat

ARTICLE = 'The mill turns\n\n"The new oak shaft is 5.2 metres long," Ida Lind said on Monday.\n'
DRAFT = 'She said: "The new oak shaft is 5.2 metres long."\n\nLater: "The new oak shaft is 6.4 metres long."\n'


@pytest.fixture
def chat(make_chat: "MakeChat", desk_type: Any, fakes: ModuleType, reader_model: SpanModel, tmp_path: Path) -> "Chat":
    """A chat over an index of one article, and a draft."""
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "mill.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    rebuild(tmp_path / "index", [tmp_path / "archive"], fakes.FakeEncoder(), IndexSettings())

    class Archive(desk_type):
        def open_engine(self, on_progress: Any = None) -> Any:  # noqa: ARG002
            build = open_live(tmp_path / "index", fakes.FakeEncoder())
            self.opened.append(Engine.over(build, Settings(reading=ReadingSettings(close=0)), model=reader_model))
            return self.opened[-1], ""

    return make_chat(Archive)


async def test_quotations_are_listed_with_their_labels_and_one_opens_the_article(chat: "Chat", tmp_path: Path) -> None:
    async with chat.running():
        await chat.send(f"/verify {tmp_path / 'draft.md'}")
        await chat.until(lambda: isinstance(chat.app.screen, VerifiedScreen))
        await chat.settled()
        listed = chat.app.screen.query_one("#checks", OptionList)
        entries = [str(listed.get_option_at_index(at).prompt) for at in range(listed.option_count)]
        assert entries[0].startswith("1: verbatim")
        assert entries[1].startswith("3: altered")
        await chat.pilot.press("enter")
        await chat.until(lambda: chat.pane.is_open)
        assert chat.pane.citation.quote == "The new oak shaft is 5.2 metres long"
        assert not isinstance(chat.app.screen, VerifiedScreen)


async def test_an_opened_line_shows_the_words_of_the_draft_above_the_article(chat: "Chat", tmp_path: Path) -> None:
    async with chat.running():
        await chat.send(f"/verify {tmp_path / 'draft.md'}")
        await chat.until(lambda: isinstance(chat.app.screen, VerifiedScreen))
        await chat.settled()
        await chat.pilot.press("down", "enter")
        await chat.until(lambda: chat.pane.is_open)
        shown = str(chat.pane.query_one("#article-notice", Static).content)
        assert shown.splitlines()[0].startswith("Line 3 of the draft")
        assert "altered in the article below" in shown
        assert "[-" in shown


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("/verify", "/verify takes a draft, such as /verify report.md."),
        ("/verify nothing.md", "There is no file nothing.md"),
    ],
)
async def test_what_cannot_be_checked_is_said(chat: "Chat", typed: str, message: str) -> None:
    async with chat.running():
        await chat.send(typed)
        await chat.until(lambda: any(message in note.message for note in chat.app._notifications))
