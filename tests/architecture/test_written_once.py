"""What several modules need is defined in one of them: messages, relations, the figures of a rebuild, ONNX sessions."""

import ast
from collections import defaultdict
from dataclasses import fields
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from index.rebuild.builder import RebuildSummary
from index.rebuild.plan import RebuildPlan
from index.types import RELATIONS, RelatedArticles, Relation
from qa.library.changes import FileChanges
from qa.output.answer_messages import CitationJson
from qa.output.rebuild_json import FileChangesJson, PlanJson, RebuildJson
from tui.text.summaries import summary_line, summary_text

ROOT = Path(__file__).parents[2]
WORDS = 4
"""Minimum number of words of a message; shorter strings are labels, which may agree by chance."""


def messages(path: Path) -> set[str]:
    """List the string constants of a module that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings)
    texts = {node.value.strip() for node in constants if isinstance(node.value, str)}
    return {text for text in texts if len(text.split()) >= WORDS}


def test_no_message_of_the_terminal_is_written_in_two_modules() -> None:
    modules = defaultdict(list)
    for path in (ROOT / "tui").rglob("*.py"):
        for message in messages(path):
            modules[message].append(path.relative_to(ROOT).as_posix())
    assert not {message: paths for message, paths in modules.items() if len(paths) > 1}


def test_every_kind_of_related_article_has_one_relation_and_is_in_the_json_of_a_citation() -> None:
    assert list(RELATIONS) == [field.name for field in fields(RelatedArticles)]
    assert list(RELATIONS.values()) == list(get_args(Relation))
    assert set(RELATIONS) <= {field.name for field in msgspec.structs.fields(CitationJson)}


@pytest.mark.parametrize(
    ("value", "message"), [(RebuildSummary, RebuildJson), (RebuildPlan, PlanJson), (FileChanges, FileChangesJson)]
)
def test_the_json_of_a_rebuild_has_every_figure_and_no_other(value: type, message: type) -> None:
    names = {field.name for field in msgspec.structs.fields(message)} - {"schema"}
    assert names == {field.name for field in fields(value)}


def test_a_watched_change_and_a_rebuild_state_the_same_figures(tmp_path: Path) -> None:
    summary = RebuildSummary(articles=3, passages=12, embedded=5, reused=7, skipped={}, seconds=1.25, bytes=10)
    parts = summary_line(summary).split(", ")
    assert parts == ["3 articles", "5 passages embedded", "1.2 s"]
    assert all(part in summary_text(summary, tmp_path) for part in parts)


@pytest.mark.parametrize("call", ["InferenceSession(", "quantize_dynamic("])
def test_graphs_are_opened_and_quantised_by_the_encoders_package_only(call: str) -> None:
    packages = ("corpus", "index", "qa", "tui", "bench", "training")
    modules = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    calling = {path.parent.relative_to(ROOT) for path in modules if call in path.read_text(encoding="utf-8")}
    assert calling == {Path("index/encoder")}
