"""Rank mined negatives by the reader itself: ``python -m training.hardest MODEL OUT``.

BM25 ranks passages high that the reader dismisses easily. Useful negatives are those in which the reader
finds an answer. A passage whose best span is nearly the answer is left out, because it may be
another wording of the annotated answer.
"""

import argparse
import json
import logging
from pathlib import Path

from qa.evaluation.metrics import f1
from training.data import Example, data_folder
from training.features import ENCODER, Feature, feature, tokenizer
from training.held_out import trainable
from training.negatives import Negatives, negatives_of
from training.reading import Run, best, onnx_run

SOURCES = ("new_wiki", "squad2", "nq")
"""Sources in which a question's other passages are from the same article, or from an encyclopedia."""
READ = 5
"""Number of highest-ranked passages that are read."""
_SAME = 0.5
"""Minimum F1 with an answer at which a span counts as one."""
_BLOCK = 256
"""Number of questions read at once."""

log = logging.getLogger("training")
Order = dict[str, list[int]]
"""For each question's id, positions in `Negatives.mined`, those with the highest reader score first."""


def rank(run: Run, examples: list[Example], negatives: Negatives) -> Order:
    """Read each answerable question's highest ranked negatives.

    Args:
        run: The reader.
        examples: The questions of one source that may be used for training.
        negatives: The source's passages for mining, as in training; see `training.negatives.negatives_of`.

    Returns:
        The order; questions without negatives are not in it.
    """
    tokens = tokenizer(ENCODER)
    asked = [example for example in examples if example.spans]
    order: Order = {}
    for low in range(0, len(asked), _BLOCK):
        pairs: list[tuple[Example, int, Example, Feature]] = [
            (example, place, other, feature(tokens, other))
            for example in asked[low : low + _BLOCK]
            for place, other in enumerate(negatives.mined(example)[:READ])
        ]
        found: dict[str, list[tuple[float, int]]] = {}
        for (example, place, other, pair), logits in zip(pairs, run([pair for *_, pair in pairs]), strict=True):
            span = best(pair, other.passage, logits)
            if f1(other.passage[span.start : span.end], example.answers) < _SAME:
                found.setdefault(example.example_id, []).append((-logits[2], place))
        order |= {asked_id: [place for _, place in sorted(each)] for asked_id, each in found.items()}
        log.info("%s: %d of %d questions", examples[0].source, min(low + _BLOCK, len(asked)), len(asked))
    return order


def write(data: Path, model: Path, out: Path) -> None:
    """Rank every source of `SOURCES`.

    Args:
        data: The folder of data sets.
        model: A compiled reader's ``model.onnx``.
        out: File to write.
    """
    run = onnx_run(model)
    negatives = negatives_of(data, SOURCES)
    found = {source: rank(run, trainable(data, source), negatives[source]) for source in SOURCES}
    out.write_text(json.dumps(found), encoding="utf-8")


def main() -> None:
    """Read the command line and rank."""
    parser = argparse.ArgumentParser(description="Rank mined negatives by the reader.")
    data_folder(parser)
    parser.add_argument("model", type=Path, help="a compiled reader's model.onnx")
    parser.add_argument("out", type=Path, help="file that training is given as --hardest")
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    write(asked.data, asked.model, asked.out)


if __name__ == "__main__":
    main()
