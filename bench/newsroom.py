"""Questions of a sceptical reader: 420 questions over 50 invented articles, judged by the answers noted for each.

The articles and questions were written by hand by somebody who knew typical errors but not the rules; see
bench/data/README.md. The rules have been developed on them since, so they detect regressions and do not predict results
on new questions.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bench.support.report import Options, Report, Table, at_least, at_most, script, shown
from qa.engine import Engine
from qa.library.rebuild import rebuild_index
from qa.reading.agreement import same_answer, squad_normalise
from qa.settings import Settings
from qa.types import Answer

_DATA = Path(__file__).parent / "data" / "newsroom"
_KINDS = {
    "gov": "denied, planned, supposed, rumoured, asked", "party": "two parties in a sentence", "head": "head of A or B",
    "then": "then and now", "whosaid": "who said it", "akind": "kind of answer", "table": "tables", "near": "near miss",
    "neg": "negation", "meta": "metadata", "count": "counting", "typo": "misspelt, or with a preamble",
    "yesno": "yes or no", "why": "why", "compare": "comparison", "reword": "other words",
}  # fmt: skip
Verdict = Literal["right", "right, unsure", "refused", "wrong, unsure", "wrong, sure"]
_VERDICTS: tuple[Verdict, ...] = ("right", "right, unsure", "refused", "wrong, unsure", "wrong, sure")


@dataclass(frozen=True, slots=True)
class _Judged:
    question: str
    kind: str
    is_answered: bool
    """Whether the articles have an answer."""
    verdict: Verdict
    text: str
    """What was answered; empty if nothing."""


def measure(options: Options) -> Report:  # noqa: ARG001 - it brings its own data
    """Ask every question of the one index, and judge the answers."""
    lines = (_DATA / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(index=Path(folder) / "index")
        rebuild_index(settings, [_DATA / "articles"])
        engine = Engine.open(settings)
        judged = [_judged(engine, json.loads(line)) for line in lines]
        engine.close()
    answered = [question for question in judged if question.is_answered]
    silent = [question for question in judged if not question.is_answered]
    sure = [question for question in judged if question.verdict in ("right", "wrong, sure")]
    return Report(
        figures=(
            at_least("newsroom: right, of what the articles say", _share(answered, "right", "right, unsure"), 0.8),
            at_most("newsroom: refused, of what the articles say", _share(answered, "refused"), 0.15, digits=3),
            at_most("newsroom: wrong and sure, of all", _share(judged, "wrong, sure"), 0.03, digits=3),
            at_least("newsroom: no fact made of what they do not say", 1 - _share(silent, "wrong, sure"), 0.92),
            shown("newsroom: right of what is said surely", _share(sure, "right"), digits=3),
        ),
        tables=(
            Table(
                ("kind", "questions", *_VERDICTS),
                tuple(
                    (_KINDS[kind], *_row([question for question in judged if question.kind == kind])) for kind in _KINDS
                ),
            ),
            Table(
                ("wrong and sure", "answer"),
                tuple((question.question, question.text) for question in judged if question.verdict == "wrong, sure"),
            ),
        ),
        notes=(f"{len(answered)} questions that the articles answer, {len(silent)} that they do not.",),
    )  # fmt: skip


def _judged(engine: Engine, asked: dict[str, object]) -> _Judged:
    right = asked["right"]
    answer = engine.ask(str(asked["question"]))
    verdict = _verdict(answer, [str(each) for each in right] if isinstance(right, list) else [])
    return _Judged(str(asked["question"]), str(asked["kind"]), right is not None, verdict, answer.text or "")


def _verdict(answer: Answer, right: Sequence[str]) -> Verdict:
    if (
        answer.refusal is not None
        and answer.refusal.search is not None
        and answer.refusal.reason == "asks for articles"
    ):
        return "right" if str(answer.refusal.search.articles) in right else "wrong, sure"
    if answer.text is None:
        return "refused"
    texts = [each.text for each in answer.answers] or [answer.text]
    if any(_says(text, each) for text in texts for each in right):
        return "right" if answer.sure else "right, unsure"
    return "wrong, sure" if answer.sure and answer.governed is None else "wrong, unsure"


def _says(text: str, right: str) -> bool:
    """Return whether an answer is a right one, or a sentence that holds it."""
    return same_answer(text, right) or f" {squad_normalise(right)} " in f" {squad_normalise(text)} "


def _share(judged: Sequence[_Judged], *verdicts: Verdict) -> float:
    return sum(question.verdict in verdicts for question in judged) / max(len(judged), 1)


def _row(judged: Sequence[_Judged]) -> tuple[str, ...]:
    counted = Counter(question.verdict for question in judged)
    return (f"{len(judged)}", *(f"{counted[verdict]}" for verdict in _VERDICTS))


if __name__ == "__main__":
    script(measure, __doc__)
