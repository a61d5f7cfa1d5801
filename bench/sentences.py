"""How well the sentence reader answers and refuses, and where its threshold should stand.

Paragraphs of Wikipedia (titles that no reader is evaluated on) are the articles, beside all of
Wikinews; a third of the questions' paragraphs is left out, so that a third of the questions
has no answer. A chosen sentence is right if an answer stands in it.
"""

import json
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.data import rows
from bench.report import Options, Report, Table, script, shown
from index.live import Build, open_live
from index.models import prepare_encoder
from index.rebuilding import rebuild
from qa.evaluation import holds
from qa.reading import SentenceReader
from qa.settings import ReadingSettings, Settings

_PARAGRAPHS = 900
_LEFT_OUT = 300
_QUESTIONS = 600
_THRESHOLDS = (0.36, 0.40, 0.42, 0.44, 0.46, 0.48, 0.52)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the reader chose for one question."""

    score: float
    right: bool
    answerable: bool


def measure(options: Options) -> Report:
    """Ask questions of which a third has no answer in the collection."""
    paragraphs = _paragraphs(options.data)
    with tempfile.TemporaryDirectory() as folder:
        build = _built(options, Path(folder), paragraphs)
        outcomes = [_asked(build, place, row) for place, row in _sampled(paragraphs)]
        build.store.close()
    chosen = ReadingSettings().threshold
    answerable = [outcome for outcome in outcomes if outcome.answerable]
    return Report(
        figures=(
            shown(
                "right sentence, answerable questions, nothing refused", _mean(o.right for o in answerable), digits=3
            ),
            shown("answerable or not, by the best score: AUROC", _auroc(outcomes), digits=3),
            shown(f"right among the answered, threshold {chosen}", _row(outcomes, chosen)[2], digits=3),
        ),
        tables=(
            Table(
                ("threshold", "answered", "right of those", "refusal precision", "refusal recall"),
                tuple(tuple(f"{value:.2f}" for value in _row(outcomes, t)) for t in _THRESHOLDS),
            ),
        ),
        notes=(f"{len(outcomes)} questions, {len(outcomes) - len(answerable)} of them without an answer.",),
    )


def _paragraphs(data: Path) -> list[dict[str, Any]]:
    found = list(rows(data, "reading_new_wiki"))
    evaluated = set(sorted({row["title"] for row in found})[::6])
    kept = [row for row in found if row["title"] not in evaluated]
    random.Random(1).shuffle(kept)  # noqa: S311 - nothing secret
    return kept[:_PARAGRAPHS]


def _sampled(paragraphs: list[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    asked = [(place, question) for place, row in enumerate(paragraphs) for question in row["questions"][:1]]
    return random.Random(2).sample(asked, min(_QUESTIONS, len(asked)))  # noqa: S311 - nothing secret


def _built(options: Options, folder: Path, paragraphs: list[dict[str, Any]]) -> Build:
    articles = [{"id": f"p{place}", **row} for place, row in enumerate(paragraphs) if place >= _LEFT_OUT]
    articles += list(rows(options.data, "wikinews"))
    export = folder / "articles.jsonl"
    lines = (json.dumps({key: row[key] for key in ("id", "title", "text", "date") if key in row}) for row in articles)
    export.write_text("\n".join(lines), encoding="utf-8")
    settings = Settings()
    rebuild(folder / "index", [export], prepare_encoder(settings.encoder, options.cache), settings.shaping())
    return open_live(folder / "index")


def _asked(build: Build, place: int, question: dict[str, Any]) -> _Outcome:
    settings = Settings()
    hits = build.retriever(settings.retrieval).retrieve(question["question"], settings.retrieval.k)
    best = SentenceReader(build.encoder, settings.reading).read(question["question"], hits)[0]
    start, end = best.start or 0, best.end or 0
    said = best.hit.passage.text[start - best.hit.passage.start : end - best.hit.passage.start]
    right = any(holds(said, given["text"]) for given in question["answers"])
    return _Outcome(best.score, right, place >= _LEFT_OUT)


def _row(outcomes: list[_Outcome], threshold: float) -> tuple[float, ...]:
    answered = [o for o in outcomes if o.score >= threshold and o.answerable]
    refused = [o for o in outcomes if o.score < threshold]
    return (
        threshold,
        len(answered) / sum(o.answerable for o in outcomes),
        _mean(o.right for o in answered),
        _mean(not o.answerable for o in refused),
        len([o for o in refused if not o.answerable]) / sum(not o.answerable for o in outcomes),
    )


def _auroc(outcomes: list[_Outcome]) -> float:
    pairs = [(a.score, b.score) for a in outcomes if a.answerable for b in outcomes if not b.answerable]
    return _mean((first > second) + 0.5 * (first == second) for first, second in pairs)


def _mean(values: Any) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


if __name__ == "__main__":
    script(measure, __doc__)
