"""A sceptical reader's questions: 1,220 questions over 156 invented articles, judged by the answers noted for each.

The articles and questions of each of four sets were written by hand by somebody who knew typical errors but not the
rules; see bench/data/README.md. The rules have been developed on them since, so they detect regressions and do not
predict results on new questions.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.support.report import Figure, Options, Report, Table, at_least, at_most, script, shown
from bench.support.verdicts import VERDICTS, Verdict, verdict_on
from qa.engine import Engine
from qa.library.rebuild import rebuild_index
from qa.settings import Settings

_DATA = Path(__file__).parent / "data"
_SETS = ("newsroom", "pressroom", "courier", "chronicle")
"""Folders of articles with questions; the rules had been developed on those before each when it was first asked."""
_KINDS = {
    "gov": "denied, planned, supposed, rumoured, asked", "party": "two parties in a sentence", "head": "head of A or B",
    "then": "then and now", "whosaid": "who said it", "akind": "kind of answer", "table": "tables", "near": "near miss",
    "neg": "negation", "meta": "metadata", "count": "counting", "typo": "misspelt, or with a preamble",
    "yesno": "yes or no", "why": "why", "compare": "comparison", "reword": "other words", "list": "lists",
    "howlong": "durations", "definition": "what something is", "time": "bound to a time", "latest": "the latest",
    "correction": "corrections", "number": "numbers", "who": "who", "where": "where", "how": "how",
    "pronoun": "pronouns and descriptions", "live": "live blogs", "interview": "interviews", "copy": "near copies",
    "caption": "captions", "keywords": "keywords", "preamble": "preambles", "metadata": "metadata",
    "abbreviation": "abbreviations", "former": "posts held before", "planned": "planned", "denied": "denied",
    "howmany": "how many", "what": "what", "when": "when", "quote": "quotations", "either": "A or B",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Judged:
    question: str
    kind: str
    is_answered: bool
    """Whether the articles have an answer."""
    verdict: Verdict
    text: str
    """The answer; empty if none."""


def measure(options: Options) -> Report:  # noqa: ARG001 - it brings its own data
    """Ask the questions of each set over an index of its articles, and judge the answers."""
    judged = {name: _asked(_DATA / name) for name in _SETS}
    every = [question for questions in judged.values() for question in questions]
    tables = [_by_kind(name, questions) for name, questions in judged.items()]
    wrong = tuple((question.question, question.text) for question in every if question.verdict == "wrong, sure")
    return Report(
        figures=tuple(figure for name, questions in judged.items() for figure in _figures(name, questions)),
        tables=(*tables, Table(("wrong and sure", "answer"), wrong)),
        notes=tuple(
            f"{name}: {sum(question.is_answered for question in questions)} questions that the articles answer, "
            f"{sum(not question.is_answered for question in questions)} that they do not."
            for name, questions in judged.items()
        ),
    )


def _asked(folder: Path) -> list[_Judged]:
    """Ask all questions of a set."""
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as made:
        settings = Settings(index=Path(made) / "index")
        rebuild_index(settings, [folder / "articles"])
        engine = Engine.open(settings)
        judged = [_judged(engine, json.loads(line)) for line in lines]
        engine.close()
    return judged


def _figures(name: str, judged: Sequence[_Judged]) -> tuple[Figure, ...]:
    answered = [question for question in judged if question.is_answered]
    silent = [question for question in judged if not question.is_answered]
    sure = [question for question in judged if question.verdict in ("right", "wrong, sure")]
    return (
        at_least(f"{name}: right, of what the articles say", _share(answered, "right", "right, unsure"), 0.8),
        at_most(f"{name}: refused, of what the articles say", _share(answered, "refused"), 0.15, digits=3),
        at_most(f"{name}: wrong and sure, of all", _share(judged, "wrong, sure"), 0.03, digits=3),
        at_least(f"{name}: no fact made of what they do not say", 1 - _share(silent, "wrong, sure"), 0.92),
        shown(f"{name}: right of what is said surely", _share(sure, "right"), digits=3),
    )


def _by_kind(name: str, judged: Sequence[_Judged]) -> Table:
    kinds = [kind for kind in _KINDS if any(question.kind == kind for question in judged)]
    rows = ((_KINDS[kind], *_row([question for question in judged if question.kind == kind])) for kind in kinds)
    return Table((f"{name}: kind", "questions", *VERDICTS), tuple(rows))


def _judged(engine: Engine, asked: dict[str, object]) -> _Judged:
    right = asked["right"]
    answer = engine.ask(str(asked["question"]))
    verdict = verdict_on(answer, [str(each) for each in right] if isinstance(right, list) else [])
    return _Judged(str(asked["question"]), str(asked["kind"]), right is not None, verdict, answer.text or "")


def _share(judged: Sequence[_Judged], *verdicts: Verdict) -> float:
    return sum(question.verdict in verdicts for question in judged) / max(len(judged), 1)


def _row(judged: Sequence[_Judged]) -> tuple[str, ...]:
    counted = Counter(question.verdict for question in judged)
    return (f"{len(judged)}", *(f"{counted[verdict]}" for verdict in VERDICTS))


if __name__ == "__main__":
    script(measure, __doc__)
