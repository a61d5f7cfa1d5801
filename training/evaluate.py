"""Measure a reader on held-out articles: ``python -m training.evaluate READER [--full | --seen]``.

READER is a folder with a trained or a compiled reader. The gold passage is read from its beginning, after
its title, up to the window.
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from qa.evaluation.metrics import auroc, exact, f1
from qa.reading.spans import Found
from training.data import MEASURED, Example, data_folder
from training.features import ENCODER, feature, tokenizer
from training.held_out import measuring, trainable
from training.negatives import Negatives
from training.reading import Run, best, onnx_run, torch_run
from training.scoring import best_threshold

SUBSET = 600
_RANKED = 200
_MINED = 3
"""Number of passages mined for each question of the ranking."""
APART = ("fairytale_dev", "policy_b", "qamr_b")
"""Sets without training data and without a bar, used for model selection. quoref_b is not among them, because its
passages are those of quoref_a, which is trained on."""
_Item = TypeVar("_Item")


def measure(
    folder: Path, run: Run, titled: bool = True, subset: int | None = SUBSET, seen: bool = False
) -> dict[str, Any]:
    """Measure a reader.

    Args:
        folder: The folder of data sets.
        run: The reader.
        titled: Whether titles precede the passages.
        subset: Maximum number of questions of each set, always the same ones; None measures on all, and on
            the sets that are held out completely.
        seen: Measure on training data instead, to find out how much was memorised.

    Returns:
        Figures by set, in percent; AUROC from 0 to 1.
    """
    ranked, of = _RANKED if subset else None, trainable if seen else measuring
    report = {
        "new_wiki": _gold(sampled(of(folder, "new_wiki"), subset), run, titled),
        "squad2": _answerability(sampled(of(folder, "squad2"), subset), run, titled),
        "new_wiki_mined": _ranking(_mined(of(folder, "new_wiki"), ranked), run, titled),
        "swapped": _ranking(_swapped([*of(folder, "new_wiki"), *of(folder, "squad2")], subset), run, titled),
    }
    for source in () if seen else MEASURED:
        if (folder / f"{source}.jsonl.xz").exists():
            examples = sampled(measuring(folder, source), subset)
            report[source] = _answerability(examples, run, titled)
    for source in () if subset or seen else APART:
        report[source] = _gold(sampled(measuring(folder, source), 2000), run, titled)
    return report


def found_in(examples: Sequence[Example], run: Run, titled: bool) -> list[Found]:
    """Read each example's passage; return the best span of each, in order."""
    tokens = tokenizer(ENCODER)
    pairs = [feature(tokens, example, titled) for example in examples]
    return [
        best(pair, example.passage, logits) for pair, example, logits in zip(pairs, examples, run(pairs), strict=True)
    ]


def sampled(examples: list[_Item], count: int | None) -> list[_Item]:
    """Return the first ones in a fixed order; a smaller sample is part of a larger one."""
    chance = random.Random(20)  # noqa: S311 - nothing secret
    return examples if count is None else chance.sample(examples, len(examples))[:count]


def _gold(examples: Sequence[Example], run: Run, titled: bool) -> dict[str, float]:
    """Measure the spans of questions that are all answered by their passage."""
    read = zip(examples, found_in(examples, run, titled), strict=True)
    return _spans([(example, _answer(example, found)) for example, found in read])


def _answerability(examples: Sequence[Example], run: Run, titled: bool) -> dict[str, Any]:
    """Measure questions of which some are not answered by their passage."""
    read = found_in(examples, run, titled)
    answered = [bool(example.spans) for example in examples]
    answers = [_answer(example, found) for example, found in zip(examples, read, strict=True)]
    pairs = list(zip(examples, answers, strict=True))
    report: dict[str, Any] = {"answerable": _spans([pair for pair in pairs if pair[0].spans])}
    report["within"] = _within(examples, _confidences(read)["both"])
    for name, scores in _confidences(read).items():
        figures: dict[str, float] = {"auroc": round(auroc(scores, answered) or 0.0, 4)}
        for kind, measured in (("em", exact), ("f1", f1)):
            given = [measured(answer, example.answers) for example, answer in pairs]
            silent = [float(not each) for each in answered]
            figures[kind], figures[f"{kind}_threshold"] = best_threshold(scores, given, silent)
            figures[kind] = round(100 * figures[kind], 1)
        report[name] = figures
    return report | {"questions": len(examples)}


def _within(examples: Sequence[Example], scores: Sequence[float]) -> float:
    """Return how often an answerable question scores higher than an unanswerable one on the same passage, 0 to 1."""
    passages: dict[str, tuple[list[float], list[float]]] = {}
    for example, score in zip(examples, scores, strict=True):
        passages.setdefault(example.passage, ([], []))[bool(example.spans)].append(score)
    ordered = [yes > no for nos, yeses in passages.values() for yes in yeses for no in nos]
    return round(sum(ordered) / max(len(ordered), 1), 4)


def _mined(examples: list[Example], count: int | None) -> list[list[Example]]:
    """Pair each question with its gold passage and with mined ones of the held-out articles."""
    negatives = Negatives(examples)
    return [[example, *negatives.mined(example)[:_MINED]] for example in sampled(examples, count)]


def _swapped(examples: list[Example], count: int | None) -> list[list[Example]]:
    """Ask two questions of one passage: its own, and one with another name or number that also occurs there.

    Some of the latter have an answer by chance, because a statement about one may also apply to the other.
    """
    negatives, chance = Negatives(examples), random.Random(20)  # noqa: S311 - nothing secret
    pairs = ((example, negatives.swapped(example, chance)) for example in examples)
    return sampled([[example, other] for example, other in pairs if other], count)


def _ranking(groups: Sequence[Sequence[Example]], run: Run, titled: bool) -> dict[str, Any]:
    """Measure how the first pair of each group, which is answered, is distinguished from the others."""
    read = found_in([each for group in groups for each in group], run, titled)
    gold = [at == 0 for group in groups for at in range(len(group))]
    report: dict[str, Any] = {"questions": len(groups), "pairs": len(gold)}
    for name, scores in _confidences(read).items():
        rest, firsts = iter(scores), 0
        for group in groups:
            own = [next(rest) for _ in group]
            firsts += own[0] == max(own)
        report[name] = {
            "auroc": round(auroc(scores, gold) or 0.0, 4),
            "gold_first": round(100 * firsts / max(len(groups), 1), 1),
        }
    return report


def _confidences(read: Sequence[Found]) -> dict[str, list[float]]:
    """Return the scores for whether a passage answers, by name."""
    return {
        "relevance": [found.relevance for found in read],
        "margin": [found.span for found in read],
        "both": [2 * found.relevance + found.span for found in read],
    }


def _spans(pairs: Sequence[tuple[Example, str]]) -> dict[str, float]:
    em, overlap = (
        round(100 * sum(measured(answer, example.answers) for example, answer in pairs) / len(pairs), 1)
        for measured in (exact, f1)
    )
    return {"em": em, "f1": overlap, "questions": len(pairs)}


def _answer(example: Example, found: Found) -> str:
    return example.passage[found.start : found.end]


def main() -> None:
    """Read the command line, measure, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description="Measure a reader on held-out articles.")
    data_folder(parser)
    parser.add_argument("reader", type=Path, help="a reader's folder, trained or compiled")
    parser.add_argument("--full", action="store_true", help="all questions, and the sets held out whole")
    parser.add_argument("--seen", action="store_true", help="articles that were trained on")
    parser.add_argument("--untitled", action="store_true", help="passages without their titles")
    asked = parser.parse_args()
    compiled = asked.reader / "model.onnx"
    run = onnx_run(compiled) if compiled.exists() else torch_run(asked.reader)
    report = measure(asked.data, run, not asked.untitled, None if asked.full else SUBSET, asked.seen)
    print(json.dumps(report, indent=1))  # noqa: T201 - the command's output


if __name__ == "__main__":
    main()
