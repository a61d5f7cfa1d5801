"""``qa ask --as-of`` and ``--any-time``: a time in the question is resolved, shown or ignored."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

LAST_WEEK = "what did MI5 join last week"


def test_last_week_counts_from_the_day_that_is_named_and_is_reported(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, "--as-of", "2021-04-29", LAST_WEEK)
    assert "“last week” is 19 April 2021 to 25 April 2021, counted from 29 April 2021." in done.err
    assert "--any-time" in done.err
    assert "Instagram" in done.out


def test_without_a_time_the_question_is_asked_as_its_words_are(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, "--any-time", LAST_WEEK)
    assert "counted from" not in done.err


def test_a_day_that_cannot_be_read_is_wrong_usage(qa: "Run", sample_index: Path) -> None:
    done = qa("ask", "--index", sample_index, "--as-of", "soon", LAST_WEEK)
    assert done.code == 2
    assert "as of should be a day" in done.err


def test_lines_of_a_batch_have_days_of_their_own(qa: "Run", sample_index: Path, tmp_path: Path) -> None:
    lines = [{"question": LAST_WEEK, "as_of": "2021-04-29"}, {"question": LAST_WEEK}, {"question": "x", "as_of": 7}]
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, lines)))
    done = qa("ask", "--index", sample_index, "--as-of", "2024-12-12", "--batch", tmp_path / "q.jsonl")
    first, second, third = map(json.loads, done.out.splitlines())
    assert first["asked_time"]["resolved"] == "2021-04-19/2021-04-25"
    assert second["asked_time"]["from"] == "2024-12-12"
    assert 'expected "as_of" to be a day' in third["error"]
