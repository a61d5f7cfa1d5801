"""The reader alone: held-out questions over their own passages, and the cost of eight bits.

The fp32 part needs the trained weights: name their folder in QUOTEWIRE_TRAINED; without it, it is left out.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.support.report import Figure, Options, Report, Table, at_least, at_most, script, shown
from corpus.sentences import Span, all_sentences
from qa.evaluation.metrics import auroc, exact, f1
from qa.questions import TYPES, question_type
from qa.reading.model import Logits, SpanModel
from qa.reading.spans import TEMPERATURE, best_span
from training.data import Example
from training.evaluate import APART, SUBSET, sampled
from training.evaluate import measure as measure_weights
from training.held_out import measuring

_TEMPERATURES = (0.01, 0.4, 0.6, 0.8, 1.0)
_OF_EACH = 500
"""Questions of each."""


def measure(options: Options) -> Report:
    """Read the gold passages of both held-out sets."""
    model = SpanModel.open()
    read = {name: _read(model, sampled(measuring(options.data, name), None)) for name in ("new_wiki", "squad2")}
    answered = {name: [entry for entry in own if entry[0].spans] for name, own in read.items()}
    wiki, squad = (_spans(answered[name], model) for name in ("new_wiki", "squad2"))
    apart = [own for name in APART for own in _read(model, sampled(measuring(options.data, name), _OF_EACH))]
    best, sure = _with_unanswerable(read["squad2"], model)
    return Report(
        figures=(
            at_least("reader alone, new_wiki: F1", wiki["f1"], 76, digits=1),
            shown("reader alone, new_wiki: exact match", wiki["em"], digits=1),
            shown("reader alone, squad2 answerable: F1", squad["f1"], digits=1),
            at_least("reader alone, squad2, one threshold: F1", best, 66, digits=1),
            at_least("reader alone, squad2 answerable or not: AUROC", sure, 0.76, digits=3),
            *_eight_bits(options.data),
        ),
        tables=(_by_type(answered["new_wiki"], model), _decoding(answered, apart, model)),
        notes=(f"{len(read['new_wiki']):,} and {len(read['squad2']):,} questions, titles before the passages.",),
    )


Own = tuple[Example, list[Logits], list[Span]]


def _read(model: SpanModel, examples: Sequence[Example]) -> list[Own]:
    return [
        (example, model.read(example.question, [(example.title, example.passage)])[0], all_sentences(example.passage))
        for example in examples
    ]


def _answer(own: Own, longest: int, temperature: float = TEMPERATURE) -> tuple[str, float, float]:
    example, windows, cut = own
    found = best_span(windows, example.passage, cut, longest, temperature)
    return (example.passage[found.start : found.end], found.span, found.relevance) if found else ("", -60.0, -60.0)


def _spans(read: Sequence[Own], model: SpanModel, temperature: float = TEMPERATURE) -> dict[str, float]:
    given = [(_answer(own, model.limits.longest_answer, temperature)[0], own[0].answers) for own in read]
    return {
        "em": 100 * float(np.mean([exact(*pair) for pair in given])),
        "f1": 100 * float(np.mean([f1(*pair) for pair in given])),
    }


def _with_unanswerable(read: Sequence[Own], model: SpanModel) -> tuple[float, float]:
    """Find the best F1 over one threshold of span and relevance together, in percent, and their AUROC."""
    answered_by = [(_answer(own, model.limits.longest_answer), own[0]) for own in read]
    sure = np.array([span + 2 * relevance for (_, span, relevance), _ in answered_by])
    worth = np.array([f1(words, each.answers) for (words, _, _), each in answered_by])
    silent = np.array([not each.spans for _, each in answered_by])
    best = max(float(np.where(sure >= t, worth, silent).mean()) for t in np.quantile(sure, np.linspace(0, 1, 201)))
    return 100 * best, auroc(sure.tolist(), (~silent).tolist()) or 0.0


def _by_type(read: Sequence[Own], model: SpanModel) -> Table:
    kinds = {kind: [own for own in read if question_type(own[0].question) == kind] for kind in TYPES}
    by_kind = {kind: _spans(own, model) for kind, own in kinds.items() if own}
    rows = [(kind, f"{len(kinds[kind])}", f"{each['em']:.1f}", f"{each['f1']:.1f}") for kind, each in by_kind.items()]
    return Table(("new_wiki asks for", "questions", "EM", "F1"), tuple(rows))


def _decoding(answered: dict[str, list[Own]], apart: list[Own], model: SpanModel) -> Table:
    rows = []
    for temperature in _TEMPERATURES:
        found = [_spans(own, model, temperature) for own in (answered["new_wiki"], answered["squad2"], apart)]
        cells = [entry[name] for entry in found for name in ("em", "f1")]
        rows.append((f"{temperature:g}", *(f"{cell:.1f}" for cell in cells)))
    return Table(
        ("temperature", "new_wiki EM", "F1", "squad2 answerable EM", "F1", "three others EM", "F1"), tuple(rows)
    )


def _eight_bits(data: Path) -> tuple[Figure, ...]:
    """Compare int8 with fp32 on the same sample, decoded in the same way."""
    trained = os.environ.get("QUOTEWIRE_TRAINED")
    if not trained:
        return ()
    from qa.reading.model import MODEL, MODELS
    from training.reading import onnx_run, torch_run

    runs: dict[str, Any] = {"int8": onnx_run(MODELS / MODEL), "fp32": torch_run(Path(trained))}
    seen = {name: measure_weights(data, run, subset=SUBSET)["new_wiki"]["f1"] for name, run in runs.items()}
    return (
        shown("reader in fp32, new_wiki sample: F1", seen["fp32"], digits=1),
        shown("reader in int8, new_wiki sample: F1", seen["int8"], digits=1),
        at_most("what eight bits cost: F1", seen["fp32"] - seen["int8"], 0.5, digits=1),
    )


if __name__ == "__main__":
    script(measure, __doc__)
