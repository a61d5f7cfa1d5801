"""Answers as Markdown: everything that a reader needs to check them."""

from dataclasses import replace
from pathlib import Path

import pytest

from qa.output.answer_markdown import as_markdown, path_from
from qa.types import Alternative, Answer, Citation, Seconds

FIRST = Citation(
    1, "a", "Spies post", "Herald", None, "/news/spies.md", 10, 22, 7, "October 2018", "GCHQ joined in\nOctober 2018.",
    0, url="https://news.example.com/spies",
)  # fmt: skip
ANSWER = Answer(
    "and GCHQ?", "October\n2018", 0.97, (FIRST,), (), None, Seconds(), asked_as="when did GCHQ join?",
    alternatives=(Alternative("2019", 0.41, (replace(FIRST, number=2, line=9),)),), read_as=("GCHQ",),
)  # fmt: skip


def test_question_rewrite_answer_confidence_alternatives_and_citations_are_written() -> None:
    assert as_markdown("Talk", [ANSWER], Path("/news/notes")) == (
        "# Talk\n\n## and GCHQ?\n\nread as: GCHQ\n\n-> when did GCHQ join?\n\n**October 2018**\n\nconfidence 97%\n\n"
        "> GCHQ joined in\n> October 2018.\n>\n"
        "> [1] *Spies post*, Herald, `../spies.md:7`, <https://news.example.com/spies>\n\n"
        "Or: **2019**, confidence 41%\n\n> GCHQ joined in\n> October 2018.\n>\n"
        "> [2] *Spies post*, Herald, `../spies.md:9`, <https://news.example.com/spies>\n"
    )


def test_doubt_is_written_and_a_list_has_an_item_a_line() -> None:
    assert "Not sure: perhaps **October 2018**\n\nconfidence 45%" in as_markdown("", [replace(ANSWER, confidence=0.45)])
    both = replace(ANSWER, answers=(Alternative("MI5", 0.9, (FIRST,)), Alternative("MI6", 0.7, (FIRST,))))
    assert "- **MI5**, confidence 90%\n- **MI6**, confidence 70%\n" in as_markdown("", [both])


@pytest.mark.parametrize(
    ("folder", "path", "written"),
    [
        (Path("/news"), "/news/a/b.md", "a/b.md"),
        (Path("/home/me"), "/news/b.md", "../../news/b.md"),
        (None, "/news/b.md", "/news/b.md"),
        (Path("/news"), "library/b.md", "library/b.md"),
    ],
)
def test_paths_lead_from_where_the_document_stands(folder: Path | None, path: str, written: str) -> None:
    assert path_from(folder, path) == written
