"""The effect of a time in a question: F1 of questions with a time, with and without weighting by it.

TimeQA's questions by people (Chen et al., "A Dataset for Answering Time-Sensitive Questions", 2021),
asked over one index of the articles of some of them; nothing was fitted to them.
"""

import json
import random
import re
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.support.data import rows
from bench.support.report import Options, Report, Table, at_least, script, shown
from qa.engine import Engine
from qa.evaluation.metrics import f1
from qa.library.rebuild import rebuild_index
from qa.settings import ReadingSettings, Settings

_ARTICLES = 36
_EACH = 3
"""Maximum number of questions for an article."""
_KINDS = (
    ("from ... to", re.compile(r"\bfrom\b.* to\b")),
    ("between", re.compile(r"\bbetween\b", re.IGNORECASE)),
    ("before, after", re.compile(r"\b(?:before|after)\b", re.IGNORECASE)),
    ("in", re.compile(r"\bin\b.*\d{4}", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its right answers."""

    question: str
    answers: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The form of its time."""
        return next((name for name, pattern in _KINDS if pattern.search(self.question)), "other")


def measure(options: Options) -> Report:
    """Index the articles, and ask each question with and without its time."""
    chosen = random.Random(5).sample(list(rows(options.data, "timeqa_human")), _ARTICLES)  # noqa: S311 - no secret
    asked = [question for row in chosen for question in _questions(row)]
    with tempfile.TemporaryDirectory() as folder:
        _write(chosen, Path(folder, "articles"))
        settings = Settings(index=Path(folder, "index"), cache=options.cache, reading=ReadingSettings(threshold=0.0))
        rebuild_index(settings, [Path(folder, "articles")])
        engine = Engine.open(settings)
        scored = {
            question: (_score(engine, question, any_time=False), _score(engine, question, any_time=True))
            for question in asked
        }
        engine.close()
    kinds: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for each, scores in scored.items():
        kinds[each.kind].append(scores)
    weighed, plain = (sum(scores[at] for scores in scored.values()) / len(scored) for at in (0, 1))
    lines = [(kind, str(len(own)), *map(_mean, zip(*own, strict=True))) for kind, own in kinds.items()]
    return Report(
        (
            shown("F1, weighed by the time asked about", weighed, digits=3),
            shown("F1, by nothing of it", plain, digits=3),
            at_least("better by", weighed - plain, 0.05, digits=3),
        ),
        (f"{len(scored)} questions over {_ARTICLES} articles. Each is answered, however unlikely the answer.",),
        (Table(("kind", "questions", "weighed", "not"), tuple(lines)),),
    )


def _mean(scores: tuple[float, ...]) -> str:
    return f"{sum(scores) / len(scores):.3f}"


def _questions(row: dict[str, Any]) -> list[Asked]:
    questions = [(question, tuple(answer["answer"] for answer in answers)) for question, answers in row["questions"]]
    return [Asked(question, answers) for question, answers in questions if answers][:_EACH]


def _write(chosen: list[dict[str, Any]], folder: Path) -> None:
    folder.mkdir()
    entries = [
        {"id": str(at), "title": row["paras"][0], "text": "\n\n".join(row["paras"][1:])}
        for at, row in enumerate(chosen)
    ]
    Path(folder, "export.jsonl").write_text("".join(f"{json.dumps(entry)}\n" for entry in entries), encoding="utf-8")


def _score(engine: Engine, asked: Asked, *, any_time: bool) -> float:
    said = engine.ask(asked.question, any_time=any_time).text or ""
    return f1(said, asked.answers)


if __name__ == "__main__":
    script(measure, __doc__)
