"""Quotations of a draft are found, but not in its code."""

import zipfile
from pathlib import Path

import pytest

from corpus.errors import OperationFailed
from qa.desk.quotations.draft import quotations_of, read_draft, without_code

WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>He said “we will not close the mill”.</w:t></w:r></w:p></w:body></w:document>"
)


def quoted(text: str) -> list[str]:
    return [text[quotation.start : quotation.end] for quotation in quotations_of(without_code(text))]


def test_front_matter_code_and_addresses_quote_nothing() -> None:
    text = (
        '---\ntitle: "Not this"\n---\n“This”\n\n```python\nx = "not this"\n```\n`y = "nor this"` '
        '[a link](http://a.b/ "nor this") <a title="nor this">and “that”</a>\n'
    )
    assert quoted(text) == ["This", "that"]


def test_a_quotation_runs_over_the_ends_of_wrapped_lines() -> None:
    text = (
        '"If there is a court order to say that somebody has been defamed, then the mill has\nto close for '
        'a year and a day at least," said Anna Berg.\n'
    )
    (one,) = quotations_of(without_code(text))
    assert one.speech is not None
    assert (text[one.start : one.end][-9:], one.speech.speaker) == ("at least,", "Anna Berg")


def test_a_line_that_was_not_wrapped_ends_its_paragraph() -> None:
    assert quoted('The "mill\nHe called it “a day”.\nAnd “this”') == ["a day", "this"]


@pytest.mark.parametrize(
    "text",
    [
        "“We will not close the mill,” Anna Berg of *The Oak* wrote.",
        "**Anna Berg**: “We will not close the mill”",
        "“We will not close the mill,” said [Anna Berg](https://example.org/berg) on Monday.",
        '"*We will not* close the mill," wrote _Anna Berg_.',
    ],
)
def test_emphasis_and_links_do_not_hide_the_speaker(text: str) -> None:
    (one,) = quotations_of(without_code(text))
    assert one.speech is not None
    assert one.speech.speaker == "Anna Berg"
    assert text[one.start : one.end].strip("*,").replace("*", "") == "We will not close the mill"


def test_a_fence_that_nothing_closes_goes_on_to_the_end() -> None:
    assert quoted('“This”\n\n```\nx = "not this"\n') == ["This"]


def test_a_block_is_one_quotation_and_its_signature_the_speaker() -> None:
    text = "Before.\n\n> We will not close\n> the mill.\n> — Anna Berg, mayor\n\nAfter.\n"
    (one,) = quotations_of(text)
    assert text[one.start : one.end] == "We will not close\n> the mill."
    assert one.speech.speaker == "Anna Berg"


def test_a_block_belongs_to_whom_the_line_before_it_names() -> None:
    (one,) = quotations_of("Anna Berg told the council:\n\n> We will not close the mill.\n")
    assert one.speech.speaker == "Anna Berg"


def test_a_block_that_quotes_in_marks_is_no_quotation_itself() -> None:
    assert quoted("> “We will not close the mill before winter,” said Berg.\n") == [
        "We will not close the mill before winter,"
    ]


def test_word_files_are_read_and_others_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", WORD)
    assert "we will not close the mill" in read_draft(path)
    (tmp_path / "draft.exe").write_bytes(b"MZ")
    for name in ("draft.exe", "missing.md"):
        with pytest.raises(OperationFailed):
            read_draft(tmp_path / name)


def test_empty_and_broken_drafts_say_so(tmp_path: Path) -> None:
    for name, data in (("a.md", b""), ("b.docx", b"PK no zip")):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(OperationFailed, match=name):
            read_draft(path)
    with pytest.raises(OperationFailed, match="Standard input"):
        read_draft(None, b" \n")
