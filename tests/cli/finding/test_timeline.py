"""``qa timeline``: one line for each statement, or JSON, CSV and Markdown."""

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models


def test_the_example_of_its_help_tells_what_happened_in_order(qa: "Run", sample_index: Path) -> None:
    assert "qa timeline MI5 Instagram" in qa("timeline", "--help").out
    done = qa("timeline", "--index", sample_index, "MI5", "Instagram")
    lines = done.out.splitlines()
    assert done.code == 0
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)
    assert any(line.startswith("2021-04-22  “MI5 opened its account") for line in lines)
    assert done.err == f"{len(lines)} statements.\n"


def test_programs_get_the_same(qa: "Run", sample_index: Path) -> None:
    payload = json.loads(qa("timeline", "--index", sample_index, "--json", "MI5 Instagram").out)
    rows = list(csv.DictReader(io.StringIO(qa("timeline", "--index", sample_index, "--csv", "MI5 Instagram").out)))
    assert payload["schema"] == "quotewire.timeline/1"
    assert [statement["resolved"] for statement in payload["statements"]] == [row["time"] for row in rows]
    assert qa("timeline", "--index", sample_index, "--md", "MI5 Instagram").out.startswith("# MI5 Instagram\n\n- **")


def test_what_has_no_time_exits_1_and_two_forms_are_wrong_usage(qa: "Run", sample_index: Path) -> None:
    assert qa("timeline", "--index", sample_index, "zeppelin").code == 1
    assert qa("timeline", "--index", sample_index, "--json", "--csv", "MI5").code == 2
    assert qa("timeline", "--index", sample_index, "?!").code == 2
