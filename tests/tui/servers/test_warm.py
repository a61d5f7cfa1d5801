"""An engine that stays open switches to a new build, and no question fails meanwhile."""

import threading
from pathlib import Path

import pytest

from corpus.errors import IndexMissing
from qa.library.rebuild import rebuild_index
from qa.settings import Settings
from tui.servers.requests import AskRequest
from tui.servers.service import Service
from tui.servers.warm import WarmEngine

pytestmark = pytest.mark.models

BRIDGE = AskRequest(question="When does the Harlow bridge open?")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "mill.txt").write_text("The oak shaft of the mill at Harlow is 5.2 metres long.\n", encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path, cache: Path) -> Settings:
    return Settings(index=tmp_path / "index", cache=cache)


def test_an_index_made_again_answers_without_a_failed_question(folder: Path, settings: Settings) -> None:
    rebuild_index(settings, [folder])
    warm = WarmEngine(settings)
    service = Service(warm)
    assert service.ask(BRIDGE).value["answer"] is None
    (folder / "bridge.txt").write_text("The Harlow bridge opens on 4 May 2031, the council said.\n", encoding="utf-8")
    over, failed, answered = threading.Event(), [], []

    def go_on_asking() -> None:
        while not over.is_set():
            try:
                answered.append(service.ask(BRIDGE).value["answer"])
            except Exception as error:  # noqa: BLE001 - any is a failed question
                failed.append(error)

    asking = [threading.Thread(target=go_on_asking) for _ in range(3)]
    for thread in asking:
        thread.start()
    for _ in range(2):
        rebuild_index(settings, [folder])
    assert "4 May 2031" in service.ask(BRIDGE).value["answer"]
    over.set()
    for thread in asking:
        thread.join()
    assert failed == []
    assert answered
    warm.close()


def test_what_cannot_be_opened_is_reported_each_time_until_it_can(folder: Path, settings: Settings) -> None:
    warm = WarmEngine(settings)
    warm.begin()
    for _ in range(2):
        with pytest.raises(IndexMissing):
            Service(warm).ask(BRIDGE)
    rebuild_index(settings, [folder])
    assert Service(warm).ask(AskRequest(question="How long is the mill's oak shaft?")).value["answer"] == "5.2 metres"
    warm.close()
