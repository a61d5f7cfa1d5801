"""Indexing in the chat: choosing, progress, stopping without harm, and answering from the new index at once."""

import shutil
import threading
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Button, Static

from corpus.errors import CorpusEmpty
from corpus.files import samples_folder
from corpus.progress import Progress
from index.build import open_live
from index.rebuild.builder import rebuild
from index.settings import IndexSettings
from qa.engine import Engine
from qa.library.rebuild import last_sources
from qa.settings import ReadingSettings, Settings
from tui.chat.messages import RebuildCancelled, RebuildFinished
from tui.chat.screens.rebuild import Folders, RebuildScreen

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, MakeChat

OAK = "How long is the mill's new oak shaft?"


@pytest.fixture
def rebuilding(  # noqa: C901 - one small class
    desk_type: Any, fakes: ModuleType, index_settings: IndexSettings, tmp_path: Path, data: Path
) -> Any:
    """A workspace with a real index under the fake encoder, and a rebuild that can be held at a stage."""

    class RealDesk(desk_type):
        __test__ = False
        stage = ""
        defect: Exception | None = None

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.held = threading.Event()
            self.go_on = threading.Event()
            if not (tmp_path / "index").exists():
                rebuild(tmp_path / "index", [data / "articles"], fakes.FakeEncoder(), index_settings)

        def settings(self) -> Settings:
            return Settings(index=tmp_path / "index")

        def open_engine(self, on_progress: Any = None) -> Any:  # noqa: ARG002
            if self.failure:
                raise self.failure
            self._note_build(self.settings())
            build = open_live(tmp_path / "index", fakes.FakeEncoder())
            engine = Engine.over(build, Settings(reading=ReadingSettings(threshold=0.2)))
            self.opened.append(engine)
            return engine, ""

        def rebuild(self, paths: Any, on_progress: Any) -> Any:
            if self.defect:
                raise self.defect

            def report(progress: Progress) -> None:
                on_progress(progress)
                if progress.stage == self.stage:
                    self.held.set()
                    while not self.go_on.wait(0.01):
                        on_progress(progress)

            return rebuild(tmp_path / "index", paths, fakes.FakeEncoder(), index_settings, report)

    return RealDesk


@pytest.fixture
def chat(make_chat: "MakeChat", rebuilding: Any) -> "Chat":
    return make_chat(rebuilding)


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """A home with two folders of articles, and names that could command a terminal."""
    home = tmp_path / "home"
    for name in ("ferries", "[red]odd[b]"):
        (home / name).mkdir(parents=True)
    (home / ".hidden").mkdir()
    (home / "a-file.txt").write_text("not a folder", encoding="utf-8")
    (home / "ferries" / "ferry.txt").write_text(
        "New ferry\n\nThe ferry Halcyon carries 24 cars across the river.\n", encoding="utf-8"
    )
    (home / "ferries" / "empty.txt").write_text("", encoding="utf-8")
    return home


async def shown(chat: Any, home: Any) -> RebuildScreen:
    screen = RebuildScreen(chat.workspace, chat.app.rebuild_work, home)
    chat.app.push_screen(screen)
    await chat.settled()
    return screen


async def chosen(chat: Any, screen: Any, name: str) -> None:
    """Move to a folder of the tree and choose it."""
    tree = screen.query_one(Folders)
    await chat.until(lambda: any(child.data and child.data.path.name == name for child in tree.root.children))
    (node,) = [child for child in tree.root.children if child.data.path.name == name]
    tree.move_cursor(node)
    await chat.press("space")


def state_text(screen: Any) -> str:
    return str(screen.query_one("#rebuild-state", Static).content)


async def test_the_key_opens_the_screen_with_the_folders_of_last_time(
    chat: "Chat", data: Path, own_folders: Path
) -> None:
    (own_folders / "letters").mkdir()
    async with chat.running():
        await chat.press("f5")
        await chat.settled()
        assert isinstance(chat.app.screen, RebuildScreen)
        assert str(data / "articles") in str(chat.app.screen.query_one("#chosen", Static).content)
        await chat.until(lambda: "letters" in chat.text)
        await chat.press("escape")
        assert not isinstance(chat.app.screen, RebuildScreen)


async def test_a_chosen_folder_is_indexed_and_the_new_index_answers_at_once(chat: "Chat", folders: Path) -> None:
    async with chat.running():
        screen = await shown(chat, folders)
        screen._chosen = []
        await chosen(chat, screen, "ferries")
        assert "ferries" in str(screen.query_one("#chosen", Static).content)
        screen.query_one("#start", Button).press()
        await chat.settled()
        assert "Done." in state_text(screen)
        assert "1 article, 1 passage" in state_text(screen)
        assert "empty.txt" in state_text(screen)
        await chat.press("escape")
        await chat.ask("How many cars does the ferry Halcyon carry?")
        assert "24" in chat.exchanges[-1].answer.text
        assert chat.exchanges[-1].answer.citations[0].article_id == "ferry.txt"


async def test_the_samples_give_way_to_the_first_own_folder_and_it_is_said(
    make_chat: "MakeChat",
    rebuilding: Any,
    folders: Path,
    fakes: ModuleType,
    index_settings: IndexSettings,
    tmp_path: Path,
) -> None:
    rebuild(tmp_path / "index", [samples_folder()], fakes.FakeEncoder(), index_settings)
    chat = make_chat(rebuilding)
    async with chat.running():
        screen = await shown(chat, folders)
        assert "none yet; your own articles replace the samples" in str(screen.query_one("#chosen", Static).content)
        await chosen(chat, screen, "ferries")
        screen.query_one("#start", Button).press()
        await chat.settled()
        assert "1 article, 1 passage" in state_text(screen)
        assert "The new index is in use. Your own articles replace the samples." in chat.notices
        assert last_sources(tmp_path / "index") == [folders / "ferries"]


async def test_space_on_a_button_presses_the_button(chat: "Chat", folders: Path) -> None:
    async with chat.running():
        screen = await shown(chat, folders)
        before = list(screen._chosen)
        screen.query_one("#close", Button).focus()
        await chat.press("space")
        assert screen._chosen == before


async def test_choosing_again_leaves_a_folder_out_and_without_one_nothing_begins(chat: "Chat", folders: Path) -> None:
    async with chat.running():
        screen = await shown(chat, folders)
        screen._chosen = []
        await chosen(chat, screen, "ferries")
        await chosen(chat, screen, "ferries")
        assert "none yet" in str(screen.query_one("#chosen", Static).content)
        screen.query_one("#start", Button).press()
        await chat.settled()
        assert "Choose a folder first" in state_text(screen)


async def test_the_tree_shows_folders_only_and_their_names_as_they_are(chat: "Chat", folders: Path) -> None:
    async with chat.running():
        screen = await shown(chat, folders)
        await chosen(chat, screen, "[red]odd[b]")
        assert "[red]odd[b]" in "".join(chat.lines())
        assert "[red]odd[b]" in str(screen.query_one("#chosen", Static).content)
        assert ".hidden" not in chat.text
        assert "a-file" not in chat.text


async def test_it_can_be_stopped_without_harm_and_asking_goes_on_meanwhile(chat: "Chat", folders: Path) -> None:
    desk: Any = chat.workspace
    desk.stage = "indexing"
    async with chat.running():
        screen = await shown(chat, folders)
        screen._chosen = [folders / "ferries"]
        screen.query_one("#start", Button).press()
        await chat.until(desk.held.is_set)
        await chat.until(lambda: "passages" in state_text(screen) or "files" in state_text(screen))
        answer = chat.app.engine.ask(OAK)
        assert "5.2 metres" in answer.text
        await chat.press("escape")
        assert "Stopp" in state_text(screen)
        await chat.settled()
        assert "Stopped. The old index is unchanged" in state_text(screen)
        assert any(isinstance(message, RebuildCancelled) for message in chat.seen)
        await chat.press("escape")
        assert not isinstance(chat.app.screen, RebuildScreen)
        chat.app.open_index()
        await chat.settled()
        await chat.ask(OAK)
        assert "5.2 metres" in chat.exchanges[-1].answer.text


async def test_one_can_go_back_to_the_conversation_while_it_works(chat: "Chat", folders: Path) -> None:
    """Questions are answered meanwhile: from the prompt, not only in the engine."""
    desk: Any = chat.workspace
    desk.stage = "indexing"
    async with chat.running():
        screen = await shown(chat, folders)
        screen._chosen = [folders / "ferries"]
        screen.query_one("#start", Button).press()
        await chat.until(desk.held.is_set)
        screen.query_one("#close", Button).press()
        await chat.until(lambda: chat.app.screen is chat.room)
        await chat.send(OAK)
        await chat.until(lambda: chat.exchanges[-1].answer)
        assert "5.2 metres" in chat.exchanges[-1].answer.text
        assert not desk.go_on.is_set()
        desk.go_on.set()
        await chat.settled()
        assert any(isinstance(message, RebuildFinished) for message in chat.seen)
        await chat.ask("How many cars does the ferry Halcyon carry?")
        assert "24" in chat.exchanges[-1].answer.text


@pytest.mark.parametrize(
    "defect", [CorpusEmpty("No article in [b]/x[/b]: no files at all.", "qa rebuild PATH"), RuntimeError("[b]boom")]
)
async def test_what_goes_wrong_is_reported_and_the_old_index_answers_on(
    chat: "Chat", folders: Path, defect: Exception
) -> None:
    desk: Any = chat.workspace
    desk.defect = defect
    async with chat.running():
        screen = await shown(chat, folders)
        screen._chosen = [folders / "ferries"]
        screen.query_one("#start", Button).press()
        await chat.settled()
        assert str(defect) in state_text(screen)
        assert screen.query_one("#start", Button).display
        await chat.press("escape")
        await chat.ask(OAK)
        assert "5.2 metres" in chat.exchanges[-1].answer.text


async def test_a_folder_that_vanished_since_it_was_chosen_is_reported(chat: "Chat", folders: Path) -> None:
    async with chat.running():
        screen = await shown(chat, folders)
        screen._chosen = [folders / "nowhere"]
        screen.query_one("#start", Button).press()
        await chat.settled()
        assert "nowhere" in state_text(screen)
        assert chat.app.is_running


async def test_opened_citations_go_on_working_after_the_index_was_replaced(chat: "Chat", folders: Path) -> None:
    async with chat.running():
        await chat.ask(OAK)
        await chat.press("alt+1")
        screen = await shown(chat, folders)
        screen._chosen = [folders / "ferries"]
        screen.query_one("#start", Button).press()
        await chat.settled()
        await chat.press("escape", "ctrl+o")
        await chat.settled()
        assert chat.app.is_running
        assert "tide-mill-flour.md" in chat.notices[-1]
        assert "5.2 metres" in chat.text


# ---------------------------------------------------------------- other processes


async def test_an_index_made_again_elsewhere_is_used_from_the_next_question_on(
    chat: "Chat", fakes: ModuleType, index_settings: IndexSettings, tmp_path: Path, data: Path
) -> None:
    articles = shutil.copytree(data / "articles", tmp_path / "own")
    async with chat.running():
        await chat.ask(OAK)
        assert "5.2 metres" in chat.text
        mill = articles / "tide-mill-flour.md"
        mill.write_text(mill.read_text(encoding="utf-8").replace("5.2 metres", "6.1 metres"), encoding="utf-8")
        rebuild(tmp_path / "index", [articles], fakes.FakeEncoder(), index_settings)
        await chat.until(lambda: len(chat.workspace.opened) == 2)
        await chat.settled()
        await chat.ask(OAK)
        assert "6.1 metres" in chat.text
        assert any("updated by another process" in notice for notice in chat.notices)
