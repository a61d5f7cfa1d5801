"""The line number of a citation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Mark, line_at, place_at


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_from_one_whatever_ends_them(end: str) -> None:
    text = f"first{end}second{end}{end}fourth"
    assert line_at(text, text.index("first")) == 1
    assert line_at(text, text.index("second")) == 2
    assert line_at(text, text.index("fourth")) == 4


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab\n\r\u2028\x0b\x0c"), max_size=40), st.data())
def test_the_line_is_the_one_an_editor_shows(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    if not (text[:offset].endswith("\r") and text[offset:].startswith("\n")):
        assert line_at(text, offset) == before.count("\n") + 1


def test_an_article_in_a_file_of_many_is_at_its_own_line() -> None:
    assert line_at("one\ntwo\nthree", 9, row=17) == 17


def test_a_place_is_the_last_mark_at_or_before_the_offset() -> None:
    marks = (Mark(10, "page 1"), Mark(20, "page 2"))
    assert [place_at(marks, offset) for offset in (9, 10, 19, 20, 99)] == [None, "page 1", "page 1", "page 2", "page 2"]
