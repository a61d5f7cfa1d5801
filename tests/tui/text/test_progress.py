"""Progress in words: each stage has one description, for the command line and the chat."""

from typing import get_args

import pytest

from corpus.progress import Progress, Stage
from tui.text.progress import STAGES, described


def test_every_stage_has_words() -> None:
    assert set(STAGES) == set(get_args(Stage))


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress("checking"), "Checking"),
        (Progress("loading", 3, 12, passages=40), "Reading articles, 3 of 12 files, 40 passages"),
        (Progress("embedding", 5, 15, passages=5, seconds=5.0), "Embedding, 5 of 15 passages, 1 a second, 10 s left"),
        (Progress("compiling", seconds=7.2), "Preparing the language model (once), 7 s"),
    ],
)  # fmt: skip
def test_a_report_says_how_far_it_is(progress: Progress, words: str) -> None:
    assert described(progress) == words
