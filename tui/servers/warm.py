"""An engine that stays open, and switches to a new build while requests are served."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from corpus.errors import IndexDamaged, QAError
from qa.engine import Engine
from qa.library.status import live_build
from qa.settings import Settings

T = TypeVar("T")


@dataclass(slots=True)
class _Opened:
    """An engine with the number of calls that use it."""

    engine: Engine
    build: str
    """The build that was live when the engine was opened."""
    users: int = 0
    replaced: bool = False


class WarmEngine:
    """Holds the engine of the live build. Thread-safe.

    Args:
        settings: The settings, with the index folder.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._held: _Opened | None = None
        self._state = threading.Lock()
        self._opening = threading.Lock()

    def begin(self) -> None:
        """Open the engine in the background; an error is raised at its first use."""
        threading.Thread(target=self._try_open, name="opening", daemon=True).start()

    def use(self, work: Callable[[Engine], T]) -> T:
        """Call a function with the engine of the live build.

        The old build stays in use while a new one is being opened. If work on a replaced build fails, it is
        repeated on the new one.

        Args:
            work: The function to call.

        Returns:
            The result of `work`.

        Raises:
            QAError: If there is no index, or it cannot be opened or read.
        """
        while True:
            opened = self._taken()
            try:
                return work(opened.engine)
            except IndexDamaged:
                if live_build(self.settings.index) in ("", opened.build):
                    raise
            finally:
                self._give_back(opened)

    def close(self) -> None:
        """Close the index's files once they are no longer in use."""
        with self._state:
            held, self._held = self._held, None
            if held is not None:
                held.replaced = True
                held.users += 1
        if held is not None:
            self._give_back(held)

    def _try_open(self) -> None:
        try:
            self._give_back(self._taken())
        except QAError:
            return

    def _taken(self) -> _Opened:
        build = live_build(self.settings.index)
        with self._state:
            held = self._held
            if held is not None and (build in ("", held.build) or self._opening.locked()):
                held.users += 1
                return held
        with self._opening:
            return self._renewed(live_build(self.settings.index))

    def _renewed(self, build: str) -> _Opened:
        """Open the live build, unless another thread has done so."""
        with self._state:
            held = self._held
            if held is not None and held.build == build:
                held.users += 1
                return held
        opened = _Opened(Engine.open(self.settings), build, users=1)
        with self._state:
            self._held = opened
            idle = held is not None and not held.users
            if held is not None:
                held.replaced = True
        if held is not None and idle:
            held.engine.close()
        return opened

    def _give_back(self, opened: _Opened) -> None:
        with self._state:
            opened.users -= 1
            over = opened.replaced and not opened.users
        if over:
            opened.engine.close()
