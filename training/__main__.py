"""The whole recipe: ``python -m training OUT --minutes N [--start READER] [--teacher ENCODER]``.

It mines negatives, trains a teacher, which labels pairs, trains the reader, selects weights and compiles them. OUT
receives the ranking of the negatives by the initial reader, if there is one (``hardest.json``), the ``teacher`` and
its ``labels``, the checkpoints of the run, the reader in fp32 under ``trained``, and the files that ship under
``reader``. Called again, it continues where it was.
"""

import argparse
import json
import logging
import shutil
from dataclasses import replace
from pathlib import Path

from training import checkpoints, hardest
from training.compile_reader import CARD, MODEL, card, compile_reader
from training.data import data_folder
from training.evaluate import SUBSET, measure
from training.features import ENCODER
from training.labels import label
from training.reading import onnx_run, torch_run
from training.restore import restore
from training.train import Recipe, run_to_the_end_or_a_signal

_SHARES = (0.3, 0.55)
"""Shares of the initial weights in the blends with the newest ones; the best blend is kept."""

_RATE, _GROUPS = 1e-4, 3
"""For a run that continues from a reader without a teacher: the running mean of its weights is the teacher, and one
batch in this number consists of groups. Starting from a plain encoder, that mean is useless."""

TEACHER = Recipe(Path(), Path(), 0, seed=11, rate=5e-5, frozen=4, short=0.85)
"""How a teacher of twelve layers is trained in a short time."""

log = logging.getLogger("training")


def main() -> None:
    """Read the command line and do everything."""
    parser = argparse.ArgumentParser(prog="python -m training", description="Make the reader from the data.")
    data_folder(parser)
    parser.add_argument("out", type=Path, help="folder to work in; an earlier run in it goes on")
    parser.add_argument("--minutes", type=float, required=True, help="wall-clock time of training")
    parser.add_argument("--seed", type=int, default=Recipe(Path(), Path(), 0).seed, help="of the stream of pairs")
    parser.add_argument("--start", type=Path, default=ENCODER, help="reader, compiled or not, or encoder")
    parser.add_argument("--teacher", type=Path, help="larger encoder, MPNet's kind, that the reader learns from")
    parser.add_argument("--teacher-minutes", type=float, default=120.0, help="wall-clock time of its training")
    parser.add_argument("--labelled", type=int, default=40_000, help="pairs it labels")
    parser.add_argument("--full", action="store_true", help="measure on all held-out questions")
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    asked.out.mkdir(parents=True, exist_ok=True)
    ranked = _ranked(asked.data, asked.start, asked.out) if asked.start != ENCODER else None
    asked.start = _trained(asked.start, asked.out)
    labels = asked.out / "labels" if asked.teacher else None
    if labels:
        taught = replace(TEACHER, data=asked.data, out=asked.out / "teacher", minutes=asked.teacher_minutes)
        if not run_to_the_end_or_a_signal(replace(taught, start=asked.teacher, hardest=ranked)):
            return
        label(asked.data, taught.out / "averaged", labels, asked.labelled, ranked)
    given = (labels,) if labels else ()
    recipe = Recipe(asked.data, asked.out, asked.minutes, asked.start, asked.seed, hardest=ranked, labels=given)
    if ranked and not labels:
        recipe = replace(recipe, rate=_RATE, groups=_GROUPS, mean_teacher=True)
    if not run_to_the_end_or_a_signal(recipe):
        return
    if asked.start != ENCODER:
        newest = "averaged" if recipe.mean_teacher else "last"
        for share in _SHARES:
            checkpoints.blend(asked.out / newest, asked.start, share, asked.out / f"blended-{share}")
    trained, target = asked.out / "trained", asked.out / "reader"
    shutil.copytree(_better(asked.data, asked.out), trained, dirs_exist_ok=True)
    compile_reader(asked.data, trained, target)
    subset = None if asked.full else SUBSET
    runs = {"int8": onnx_run(target / MODEL), "fp32": torch_run(trained)}
    figures = {precision: measure(asked.data, run, subset=subset) for precision, run in runs.items()}
    (target / CARD).write_text(json.dumps(card(target, figures), indent=1) + "\n", encoding="utf-8")


def _trained(start: Path, out: Path) -> Path:
    """Return the folder of a trainable reader; a compiled one is restored, once."""
    if not (start / MODEL).exists():
        return start
    if not (out / "restored").exists():
        restore(start, out / "restoring")
        (out / "restoring").replace(out / "restored")
    return out / "restored"


def _ranked(data: Path, start: Path, out: Path) -> Path:
    """Rank the negatives by the initial reader, once."""
    found = out / "hardest.json"
    if not found.exists():
        model = start / MODEL
        if not model.exists():
            compile_reader(data, start, out / "start")
            model = out / "start" / MODEL
        hardest.write(data, model, found.with_suffix(".part"))
        found.with_suffix(".part").replace(found)
    return found


def _better(data: Path, out: Path) -> Path:
    """Choose between the newest weights, their mean with earlier ones, and their blends with the initial ones."""
    scores = {}
    for name in ("last", "averaged", *(f"blended-{share}" for share in _SHARES)):
        if not (out / name).exists():
            continue
        measured = measure(data, torch_run(out / name))
        scores[name] = measured["new_wiki"]["f1"] + measured["squad2"]["both"]["f1"]
        log.info("%s: %s", name, json.dumps(measured))
    return out / max(scores, key=lambda name: scores[name])


if __name__ == "__main__":
    main()
