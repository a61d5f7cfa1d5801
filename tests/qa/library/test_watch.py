"""The watcher in this process, in which the moment of a change can be chosen."""

import threading
from pathlib import Path
from typing import Any

import pytest

from qa.library.rebuild import rebuild_index
from qa.library.watch import ChangesIndexed, Watcher
from qa.settings import Settings

pytestmark = pytest.mark.models


def test_what_is_saved_before_the_system_is_asked_to_watch_is_not_lost(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    settings = Settings(index=tmp_path / "index", cache=cache)
    (folder / "mill.txt").write_text("The mill\n\nThe mill stood still.\n", encoding="utf-8")
    rebuild_index(settings, [folder])
    (folder / "dam.txt").write_text("The dam\n\nThe dam is full.\n", encoding="utf-8")
    stop = threading.Event()
    collected: list[Any] = []

    def on_event(event: Any) -> None:
        if not isinstance(event, ChangesIndexed):
            return
        collected.extend(event.changes.new)
        if len(collected) == 1:  # the first look has been taken, and no watch is set yet
            (folder / "ferry.txt").write_text("The ferry\n\nThe ferry sails at seven.\n", encoding="utf-8")
        else:
            stop.set()

    thread = threading.Thread(target=Watcher(settings, on_event).run, args=(stop,))
    thread.start()
    thread.join(timeout=40)  # without an event the files are looked at after a minute
    late = thread.is_alive()
    stop.set()
    thread.join()
    assert not late
    assert collected == [str(folder / "dam.txt"), str(folder / "ferry.txt")]
