"""``--style``: citations as references, for people and for programs."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

GCHQ = "when did GCHQ join Instagram"


@pytest.fixture(autouse=True)
def index(sample_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_INDEX", str(sample_index))


def test_an_answer_is_followed_by_its_references(qa: "Run") -> None:
    done = qa("ask", "--style", "apa", GCHQ)
    assert done.code == 0
    output, _, *listed = done.out.splitlines()
    assert output == "October 2018"
    assert listed[0] == "How the spy agencies learned to post. (2021, April 29). Quotewire Samples: World."
    assert "> [1] *How the spy agencies learned to post*" in qa("ask", "--style", "markdown", GCHQ).out


def test_what_programs_read_stands_alone(qa: "Run") -> None:
    payload = json.loads(qa("ask", "--style", "csl-json", GCHQ).out)
    assert payload[0]["title"] == "How the spy agencies learned to post"
    assert qa("ask", "--style", "bibtex", GCHQ).out.startswith("@article{")


def test_a_refusal_has_no_references(qa: "Run") -> None:
    done = qa("ask", "--style", "chicago", "when did MI6 join TikTok")
    assert (done.code, done.out) == (1, "The articles do not say.\n")


def test_an_article_is_shown_as_a_reference(qa: "Run") -> None:
    done = qa("show", "how-spy-agencies-learned-to-post.md", "--style", "chicago")
    assert "“How the Spy" not in done.out
    assert "“How the spy agencies learned to post.”" in done.out


@pytest.mark.parametrize("more", [("--json",), ("--explain",), ("--style", "mla")])
def test_wrong_usage_is_reported(qa: "Run", more: tuple[str, ...]) -> None:
    assert qa("ask", "--style", "apa", *more, GCHQ).code == 2
