"""Text from articles on its way to a terminal."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from corpus.progress import Progress, Stage
from tui.text.progress import described
from tui.text.safe import counted, harmless, long_date, one_line, short_path, size_of

COMMANDS = {chr(code) for code in [*range(32), *range(127, 160)]} - {"\n", "\t"}


@examples(max_examples=100)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x07\u202e\u2066\r\b")), max_size=60))
def test_no_text_commands_the_terminal(text: str) -> None:
    shown = harmless(text)
    assert not COMMANDS & set(shown)
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f") & set(shown)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    "text", ["plain words", "Café Étoile, £3 — “said”", "山猫そば 🍜 👩🏽‍🍳", "two\nlines\tand a tab"]
)
def test_harmless_text_is_shown_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_an_escape_sequence_is_shown_and_not_obeyed() -> None:
    assert harmless("\x1b[31mred\x1b]0;title\x07") == "␛[31mred␛]0;title␇"
    assert "\r" not in harmless("over\rwritten")


def test_dates_cannot_be_taken_for_others() -> None:
    assert long_date(date(2021, 4, 3)) == "3 April 2021"


def test_a_path_below_this_folder_is_shown_from_here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert short_path(str(tmp_path / "news" / "a.txt")) == str(Path("news", "a.txt"))
    assert short_path("/elsewhere/a.txt") == "/elsewhere/a.txt"


@pytest.mark.parametrize(
    ("count", "shown"),
    [(999, "999 bytes"), (1000, "1.0 kB"), (23_500_000, "23.5 MB"), (5_000_000_000_000, "5000.0 GB")],
)
def test_sizes_are_in_units_a_person_reads(count: int, shown: str) -> None:
    assert size_of(count) == shown


def test_one_is_singular_and_thousands_are_parted() -> None:
    assert (counted(1, "article"), counted(1200, "passage")) == ("1 article", "1,200 passages")


def test_progress_tells_rate_and_time_left_once_they_are_known() -> None:
    line = described(Progress("embedding", done=500, total=1500, passages=500, seconds=5.0))
    assert line == "Embedding, 500 of 1,500 passages, 100 a second, 10 s left"
    assert described(Progress("loading", done=1, total=3, passages=9)) == "Reading articles, 1 of 3 files, 9 passages"
    assert described(Progress("embedding", done=0, total=0)) == "Embedding"


@pytest.mark.parametrize("stage", get_args(Stage))
def test_every_stage_has_words(stage: Stage) -> None:
    assert described(Progress(stage))
