"""Questions over invented articles, read as the development collection is: to fit confidence on people's own words."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.support.development import Asked, Read
from corpus.sentences import Span
from index.build import open_live
from qa.library.rebuild import rebuild_index
from qa.reading.confidence import Confidence
from qa.reading.model import SpanModel
from qa.reading.reader import found_spans, read_again
from qa.settings import Settings
from training.data import Example

INVENTED = ("newsroom", "pressroom", "courier")
"""Folders of `bench/data` with articles and questions, see its README."""
_DATA = Path(__file__).parents[1] / "data"
_NOT_READ = {"yesno", "count", "meta", "metadata", "list"}
"""Kinds of questions that are not answered by the best words of one passage."""


def read_invented(
    model: SpanModel, close: SpanModel, first: Confidence, count: int, names: Sequence[str] = INVENTED
) -> list[Read]:
    """Ask the questions of invented articles, each set over an index of its own.

    Args:
        model: The reader's network.
        close: The larger network.
        first: Judges what the first network found.
        count: Most passages to read again for each question.
        names: The sets.

    Returns:
        Each question with its readings, not judged yet; without those for a yes or no, a list, a number of articles or
        an article's own data.
    """
    found: list[Read] = []
    for name in names:
        folder = _DATA / name
        lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
        asked = [_asked(name, row) for row in map(json.loads, lines) if row["kind"] not in _NOT_READ]
        with tempfile.TemporaryDirectory() as made:
            settings = Settings(index=Path(made) / "index")
            rebuild_index(settings, [folder / "articles"])
            build = open_live(settings.index)
            retriever = build.retriever(settings.retrieval)
            for each in asked:
                question = each.example.question
                hits = retriever.retrieve(question, settings.retrieval.k)
                judged = first.judged(found_spans(model, build.store, question, hits))
                found.append((each, read_again(close, build.store, question, judged, count)))
            build.store.close()
    return found


def _asked(name: str, row: dict[str, Any]) -> Asked:
    answers: list[str] = row["right"] or []
    spans: list[Span] = []
    for answer in answers:
        begin = spans[-1][1] + 1 if spans else 0
        spans.append((begin, begin + len(answer)))
    return Asked(Example(name, row["id"], name, "", "\n".join(answers), row["question"], tuple(spans)), kept=True)
