"""CSV that other programs read back, and Markdown tables."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from tui.text.safe import harmless
from tui.text.tables import csv_lines, markdown_lines


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
def test_csv_is_read_back_as_it_was_but_for_what_commands(rows: list[list[str]]) -> None:
    written = "\n".join(csv_lines(("one", "two"), rows))
    head, *output = csv.reader(io.StringIO(written))
    assert head == ["one", "two"]
    assert [[cell.removeprefix("'") for cell in row] for row in output] == [
        [harmless(cell).removeprefix("'") for cell in row] for row in rows
    ]


def test_what_begins_as_a_formula_is_text_and_numbers_stay_numbers() -> None:
    assert list(csv_lines(("a", "b"), [("=1+1", -1), (None, "@me")])) == ["a,b", "'=1+1,-1", ",'@me"]


def test_nothing_in_a_cell_breaks_a_markdown_table() -> None:
    lines = list(markdown_lines(("a", "b"), [("x|y\n*z*", None)]))
    assert lines == ["| a | b |", "|---|---|", r"| x\|y \*z\* |  |"]
