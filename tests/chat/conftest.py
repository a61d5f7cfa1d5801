"""The real chat over a few articles, with a retriever and a reader that are functions of their input."""

import asyncio
import contextlib
import re
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from textual.message import Message
from textual.notifications import Notify
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from corpus.article import Article, Passage
from corpus.progress import silent
from corpus.sentences import paragraphs
from index.filters import EVERYTHING, Filter
from index.lexical.bm25 import BM25Index
from index.store.articles import ArticleStore
from index.store.rows import FileState, indexed_text
from index.stories.stories import store_stories
from index.types import Hit
from qa.engine import Engine
from qa.library.search import Searcher
from qa.questions import content_terms
from qa.reading.reader import spans_of
from qa.types import Reading
from tui.chat.app import QuotewireApp
from tui.chat.widgets.article_pane import ArticlePane
from tui.chat.widgets.exchange import Exchange
from tui.chat.widgets.prompt import Prompt
from tui.chat.widgets.transcript import Transcript
from tui.chat.workspace import Workspace

UNITS = "bowls cars crates gulls kilograms lines metres otters steps"
FIGURE = re.compile(rf"£?\d+(?:[.,]\d+)*(?: (?:{UNITS.replace(' ', '|')}))?\b")
PATIENCE = 10.0
"""Seconds until something that should have happened is called missing."""
WORKING = {"open", "look", "ask", "rebuild"}
"""The groups of our workers; a directory tree has one of its own that never ends."""

FILLER = "\n\n".join(
    f"Engineers reached the rock at attempt number {n} only. Heavy seas had turned their tender back again, and a "
    "crate of glass was lost overboard on the way home to the harbour of Holmsea."
    for n in range(1, 31)
)
LIGHTHOUSE = f"""The lamp in Skerrow was lit again at dusk.

{FILLER}

The lighthouse has 142 steps from its door to the lamp. The winch was removed in 1974.

The repairs of the lighthouse cost £73,000 in all.

{FILLER}
"""
MILL = """The tide mill at Brackwater turned again on Saturday.

Its new oak shaft is 5.2 metres long and came from a sawmill in Pellerton.

A shed was repaired too. The repairs of the lighthouse cost £73,000, it was said at the mill.
"""
HOSTILE = """A [bold]bracketed[/bold] word and \x1b[31mred\x1b[0m escapes stand here, and \x1b]52;c;cHduZWQ=\x07 too.

The smuggler hid 77 crates \x1b[2J[red]under[/red] [@click=app.quit]the[/] pier.
"""
WORLD = """ספינת המעבורת עזבה את הנמל בשבת עם 24 מכוניות.

山猫そば served its last 1,200 bowls on Sunday 🍜, to a driver. A zero\u200bwidth\u200d, a \u202ereversed\u202c.

Family 👨‍👩‍👧‍👦 and flag 🇯🇵 and bell \x07 and form feed \x0c and nul \x00 stand in 3 lines here.
"""
HEADS: dict[str, tuple[str, str | None, date | None, str]] = {
    "skerrow-lighthouse.txt": ("Skerrow lighthouse is lit again", "North Sound Herald", date(2022, 1, 13), LIGHTHOUSE),
    "tide-mill.md": ("Brackwater tide mill grinds again", "The Estuary Messenger", date(2023, 6, 11), MILL),
    "hostile.txt": ("[red]Smugglers[/red] \x1b[31mcaught\x1b[0m [link=x]here", "[b]Gazette[/b]", None, HOSTILE),
    "world.txt": ("山猫そば closes 🍜", None, None, WORLD),
}


class WordRetriever:
    """Scores passages by the share of the question's words that they contain."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages

    def retrieve(self, question: str, k: int, where: Filter = EVERYTHING) -> tuple[Hit, ...]:
        allowed = {article_id for article_id, head in HEADS.items() if (where.source or "") in (head[1] or "").lower()}
        held = [passage for passage in self.passages if not where.source or passage.article_id in allowed]
        scored = [(share(question, passage.text), passage) for passage in held]
        best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])[:k]
        return tuple(Hit(passage, score, rank) for rank, (score, passage) in enumerate(best, start=1))


class FigureReader:
    """Finds the sentence with most of the question's words, and the figure in it if it has one.

    With its gate shut it stops in the middle of reading, as a slow model would.
    """

    threshold = 0.6

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.reached = threading.Event()
        self.abandoned: Callable[[], bool] = lambda: False
        self.defect: Exception | None = None

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[Reading, ...]:
        self.reached.set()
        while not self.gate.wait(0.01) and not self.abandoned():
            pass
        if self.defect:
            raise self.defect
        readings = [self._best(question, hit) for hit in hits]
        return tuple(sorted(readings, key=lambda reading: -reading.score))

    def _best(self, question: str, hit: Hit) -> Reading:
        text, offset = hit.passage.text, hit.passage.start
        spans = spans_of(hit)
        start, end = max(spans, key=lambda span: share(question, text[span[0] - offset : span[1] - offset]))
        score = share(question, text[start - offset : end - offset])
        figure = FIGURE.search(text[start - offset : end - offset])
        low, high = (start + figure.start(), start + figure.end()) if figure else (start, end)
        return Reading(hit, score, low, high, start, end)


def share(question: str, text: str) -> float:
    wanted, has = content_terms(question), set(content_terms(text))
    return sum(term in has for term in wanted) / max(len(wanted), 1)


class Newsroom:
    """Articles in files and in a store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "articles"
        self.folder.mkdir(parents=True)
        self.articles: list[Article] = []
        self._made = 0
        for name, head in HEADS.items():
            self.add(name, *head)

    def add(self, name: str, title: str, source: str | None, published: date | None, text: str) -> None:
        path = self.folder / name
        path.write_bytes(text.encode())
        digest = sha256(text.encode()).hexdigest()
        self.articles.append(Article(name, title, str(path), text, digest, published, source))

    def passages(self) -> list[Passage]:
        return [
            Passage(article.article_id, ordinal, start, end, article.text[start:end])
            for article in self.articles
            for ordinal, (start, end) in enumerate(paragraphs(article.text))
        ]

    def store(self) -> ArticleStore:
        self._made += 1
        file = self.folder.parent / f"articles-{self._made}.sqlite"
        store = ArticleStore.create(file)
        passages = self.passages()
        for article in self.articles:
            own = [passage for passage in passages if passage.article_id == article.article_id]
            store.add(article, own, [f"{article.article_id}{passage.ordinal}".encode() for passage in own])
        stats = [(article.path, Path(article.path).stat()) for article in self.articles]
        store.add_files(FileState(path, stat.st_size, stat.st_mtime_ns) for path, stat in stats)
        store_stories(store, None, silent)
        store.finish()
        store.close()
        return ArticleStore.open(file)

    def engine(self, reader: FigureReader) -> Engine:
        return Engine(WordRetriever(self.passages()), reader, self.store())


class TestWorkspace(Workspace):
    """A workspace whose index is the newsroom's."""

    __test__ = False

    def __init__(self, newsroom: Newsroom, reader: FigureReader, folder: Path, **options: Any) -> None:
        options = {"config": folder / "config", "data": folder / "data"} | options
        super().__init__(folder / "index", **options)
        self.newsroom = newsroom
        self.reader = reader
        self.ready = threading.Event()
        self.ready.set()
        self.abandoned: Callable[[], bool] = lambda: False
        self.failure: Exception | None = None
        self.notice = ""
        self.with_examples = False
        """Whether questions are looked for to begin with; few tests are about them."""
        self.opened: list[Engine] = []
        self.histories: list[Any] = []

    def open_engine(self, on_progress: Any = None) -> tuple[Engine, str]:  # noqa: ARG002
        while not self.ready.wait(0.01) and not self.abandoned():
            pass
        if self.failure:
            raise self.failure
        self.opened.append(self.newsroom.engine(self.reader))
        return self.opened[-1], self.notice

    @contextlib.contextmanager
    def articles(self) -> Iterator[ArticleStore]:
        if self.settings().index.exists():
            with super().articles() as store:
                yield store
        else:
            store = self.newsroom.store()
            yield store
            store.close()

    def examples(self, engine: Engine, stopped: Callable[[], bool]) -> Iterator[str]:
        return super().examples(engine, stopped) if self.with_examples else iter(())

    def open_history(self) -> Any:
        self.histories.append(super().open_history())
        return self.histories[-1]

    def close(self) -> None:
        for part in [*self.opened, *self.histories]:
            part.close()


class Chat:
    """The app, its workspace, and its notices."""

    def __init__(self, workspace: TestWorkspace) -> None:
        self.workspace = workspace
        self.reader = workspace.reader
        self.app = QuotewireApp(workspace)
        self.reader.abandoned = workspace.abandoned = self._ended
        self._began = False
        self.seen: list[Message] = []
        self.pilot: Pilot[None]

    def kept(self) -> list[str]:
        """Questions in the history file, read as another process would."""
        connection = sqlite3.connect(self.workspace._history_file)
        try:
            return [question for (question,) in connection.execute("SELECT question FROM turns ORDER BY id")]
        finally:
            connection.close()

    def _ended(self) -> bool:
        self._began = self._began or self.app.is_running
        return self._began and not self.app.is_running

    @asynccontextmanager
    async def running(self, size: tuple[int, int] = (120, 40), *, settled: bool = True) -> AsyncIterator["Chat"]:
        async with self.app.run_test(size=size, message_hook=self.seen.append) as pilot:
            self.begin(pilot)
            if settled:
                await self.settled()
            yield self

    def begin(self, pilot: Pilot[Any]) -> None:
        """Control an app that was started elsewhere."""
        self.pilot = pilot
        self._began = True
        self.prompt.cursor_blink = False

    async def settled(self) -> None:
        """Wait until no worker of ours runs and every message is handled."""
        await self.pilot.pause()
        while running := [w for w in self.app.workers if not w.is_finished and w.group in WORKING]:
            with contextlib.suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete(running)
            await self.pilot.pause()

    async def until(self, happened: Callable[[], Any]) -> None:
        """Let the app run until a condition holds."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < deadline, "\n".join(self.lines())
            await asyncio.sleep(0)
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def ask(self, question: str) -> None:
        """Type a question, send it and wait for the outcome."""
        await self.send(question)
        await self.settled()

    async def send(self, question: str) -> None:
        self.prompt.focus()
        self.prompt.value = question
        await self.press("enter")

    @property
    def room(self) -> Any:
        return self.app.screen_stack[0]

    @property
    def prompt(self) -> Prompt:
        return self.room.query_one(Prompt)

    @property
    def transcript(self) -> Transcript:
        return self.room.query_one(Transcript)

    @property
    def pane(self) -> ArticlePane:
        return self.room.query_one(ArticlePane)

    @property
    def exchanges(self) -> list[Exchange]:
        return list(self.room.query(Exchange))

    @property
    def notices(self) -> list[str]:
        """All notices of the chat, in order."""
        return [message.notification.message for message in self.seen if isinstance(message, Notify)]

    def lines(self) -> list[str]:
        """The lines on the screen."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines())

    def marked(self) -> str:
        """The text on the screen in reverse video, on one line."""
        strips = self.app.screen._compositor.render_strips()
        lines = ["".join(part.text for part in strip if part.style and part.style.reverse) for strip in strips]
        return " ".join(" ".join(lines).split())


MakeChat = Callable[..., Chat]
"""Opens a chat: the fixture `make_chat`."""


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


@pytest.fixture
def make_chat(newsroom: Newsroom, tmp_path: Path) -> Iterator[Callable[..., Chat]]:
    """Make a chat over the newsroom; a second one shares config and history with the first."""
    made: list[Chat] = []

    def make_chat(workspace: type[TestWorkspace] = TestWorkspace, **options: Any) -> Chat:
        made.append(Chat(workspace(newsroom, FigureReader(), tmp_path, **options)))
        return made[-1]

    yield make_chat
    for chat in made:
        chat.reader.gate.set()
        chat.workspace.ready.set()
        chat.workspace.close()


@pytest.fixture
def chat(make_chat: Callable[..., Chat]) -> Chat:
    return make_chat()


@pytest.fixture
def desk_type() -> type[TestWorkspace]:
    """The class from which a test may derive its own workspace."""
    return TestWorkspace


@pytest.fixture
def searching_chat(make_chat: MakeChat, tmp_path: Path) -> Chat:
    """A chat whose engine searches by words too."""

    class SearchingDesk(TestWorkspace):
        def open_engine(self, on_progress: Any = None) -> Any:
            engine, notice = super().open_engine(on_progress)
            heads = {article.article_id: (row, article) for row, article in enumerate(self.newsroom.articles, start=1)}
            passages = [(*heads[passage.article_id], passage.text) for passage in self.newsroom.passages()]
            texts = [
                indexed_text(article.title, str(article.published) if article.published else None, text)
                for _, article, text in passages
            ]
            folder = tmp_path / f"lexical-{len(self.opened)}"
            bm25 = BM25Index.build(folder, texts, [row for row, _, _ in passages])
            engine._pipeline.searcher = Searcher(engine._pipeline.store, bm25)
            return engine, notice

    return make_chat(SearchingDesk)


@pytest.fixture
def pictured(snap_compare: Any) -> Callable[..., bool]:
    """Take a snapshot of a chat after some actions, and compare it with the accepted one."""

    def pictured(chat: Any, do: Any = None, size: Any = (100, 30)) -> bool:
        async def run_before(pilot: Any) -> None:
            chat.begin(pilot)
            if not chat.workspace.ready.is_set():
                await pilot.pause()
            else:
                await chat.settled()
            if do:
                await do(chat)
            await pilot.pause()

        return snap_compare(chat.app, terminal_size=size, run_before=run_before)

    return pictured
