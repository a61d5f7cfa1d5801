"""``-v`` writes a small log of operations, without words of articles or questions."""

import logging
import logging.handlers
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa.locations import log_file
from tui.commands.logfile import begin_log

if TYPE_CHECKING:
    from tests.conftest import Run

QUESTION = "How long is the mill's new oak shaft?"


@pytest.fixture(autouse=True)
def _quiet_again() -> Iterator[None]:
    before = logging.raiseExceptions
    yield
    for name in ("corpus", "index", "qa", "tui"):
        logger = logging.getLogger(name)
        for handler in list(logger.handlers):
            if isinstance(handler, logging.handlers.RotatingFileHandler):
                logger.removeHandler(handler)
                handler.close()
        logger.propagate = True
        logger.setLevel(logging.NOTSET)
    logging.raiseExceptions = before


@pytest.mark.models
def test_a_log_tells_what_was_done_and_nothing_of_what_was_asked_or_read(
    qa: "Run", articles: Path, tmp_path: Path
) -> None:
    assert qa("rebuild", "-v", articles, "--index", tmp_path / "index").code == 0
    asked = qa("ask", "-v", "--index", tmp_path / "index", QUESTION)
    qa("ask", "-v", "--index", tmp_path / "nowhere", QUESTION)
    text = log_file().read_text(encoding="utf-8")
    for piece in ("embedding begins", "is live: 11 articles", "1 citations", "IndexMissing"):
        assert piece in text
    for private in (QUESTION, "oak", "metres", *asked.out.split("\n")[:1]):
        assert private not in text


def test_without_v_no_log_is_kept(qa: "Run", tmp_path: Path) -> None:
    qa("status", "--index", tmp_path / "nowhere")
    assert not log_file().exists()


def test_the_log_is_turned_over_before_it_grows() -> None:
    assert begin_log() == ""
    for _ in range(60):
        logging.getLogger("index").info("x" * 100_000)
    kept = sorted(log_file().parent.iterdir())
    assert len(kept) == 4
    assert all(path.stat().st_size <= 1_000_000 for path in kept)


def test_a_log_that_cannot_be_kept_is_reported_and_stops_nothing(qa: "Run", tmp_path: Path) -> None:
    log_file().parent.parent.mkdir(parents=True, exist_ok=True)
    log_file().parent.write_bytes(b"a file in the place of the folder")
    done = qa("status", "-v", "--index", tmp_path / "nowhere")
    assert done.code == 3
    assert "No log is kept" in done.err
