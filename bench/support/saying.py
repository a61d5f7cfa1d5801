"""Invented articles and drafts about them; their quotations were labelled by somebody who had not seen the rules."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.files import SourceFile
from corpus.loading import load_file
from corpus.settings import LoadingSettings

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "saying"


@cache
def invented() -> tuple[Article, ...]:
    """Read the articles, in the order of their names."""
    paths = sorted((_FOLDER / "said").glob("*.txt"))
    read = (item for path in paths for item in load_file(SourceFile(path, path.parent), LoadingSettings()))
    return tuple(item for item in read if isinstance(item, Article))


def said_labels() -> list[dict[str, Any]]:
    """Give the labels of quotations in the form of `said.jsonl`: `i` is the article's place in `invented`.

    Left out are answers without marks, and what is quoted within a quotation. A speaker without a name is right by
    the words that describe him.
    """
    place = {article.article_id: number for number, article in enumerate(invented())}
    return [
        {
            "i": place[row["file"]],
            "start": row["offset"],
            "end": row["offset"] + len(row["quote"]),
            "speaker": row["speaker"] if row["speaker"] != [] else [row.get("described_as", "someone")],
        }
        for row in _rows(_FOLDER / "said" / "labels.jsonl")
        if not row.get("unmarked") and not row.get("nested")
    ]


def drafts() -> Iterator[tuple[str, str, dict[int, str]]]:
    """Give the drafts.

    Yields:
        The name, the text, and the labels of quotations by the offset of their words.
    """
    rows = _rows(_FOLDER / "verify" / "labels.jsonl")
    for path in sorted((_FOLDER / "verify").glob("draft*")):
        labels = {row["offset"]: row["label"] for row in rows if row["draft"] == path.name}
        yield path.name, path.read_text(encoding="utf-8"), labels


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
