"""Train a teacher and the reader from it in minutes: ``python -m training.gpu FOLDER OUT --seconds N``.

FOLDER holds the packed pairs (``*.xz``, by `training.pack`) and the weights to start from (``teacher*.npz``,
``reader*.npz``, by `training.transport`). The time is divided by the clock: the teacher is trained and
labels every pair, then the reader learns from these labels and from the annotations. OUT receives the reader in
sixteen bits and the teacher in eight, in parts of at most 16 MiB, and the figures of both on held-out questions.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import torch

from training.gpu.learning import Pace, train
from training.gpu.measuring import measured, read
from training.gpu.network import made, weights_of
from training.gpu.pairs import GROUP, Pairs, loaded
from training.gpu.weights import packed, unpacked


class Log:
    """Writes lines with the seconds since the start to standard output and to a file.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self.began = time.monotonic()
        self._file = path.open("a", encoding="utf-8")

    def __call__(self, text: str) -> None:
        """Write a line."""
        line = f"{time.monotonic() - self.began:6.1f} {text}"
        print(line, flush=True)  # noqa: T201 - the command's output
        self._file.write(line + "\n")
        self._file.flush()


def run(given: argparse.Namespace, log: Log) -> dict[str, dict[str, dict[str, float]]]:
    """Train the teacher, label, train the reader; return the figures of both by data set."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    log(f"{torch.__version__} on {torch.cuda.get_device_name() if device.type == 'cuda' else 'the processor'}")
    sets: dict[str, list[Pairs]] = {}
    for name, held in loaded(sorted([*given.folder.glob("*.xz"), *given.folder.glob("pairs*.npz")])):
        sets.setdefault(name, []).append(Pairs(held, device, GROUP if name == "groups" else 1))
    log("pairs: " + ", ".join(f"{name} {sum(map(len, each))}" for name, each in sets.items()))
    trained = [each for name in ("pairs", "groups") for each in sets.pop(name, [])]
    figures: dict[str, Any] = {}
    for name, share, pace in (
        ("teacher", given.teacher_share, {"rate": given.rate, "tokens": given.tokens, "head": 10.0, "masked": 0.4}),
        ("reader", given.reader_share, {"rate": given.reader_rate, "tokens": given.reader_tokens, "head": 4.0,
                                        "masked": 0.5}),
    ):  # fmt: skip
        network = made(unpacked(sorted(given.folder.glob(f"{name}*.npz"))))
        masters = train(network, trained, Pace(log.began + given.seconds * share, seed=len(figures) + 1, **pace), log)
        for at, part in enumerate(packed(weights_of(network, masters), 8 if name == "teacher" else 16)):
            folder = given.kept if given.kept and name == "teacher" else given.out
            (folder / f"{name}{at:02}.npz").write_bytes(part)
        figures[name] = {of: measured(network, each[0], 4 * given.tokens) for of, each in sets.items()}
        log(f"{name}: {json.dumps(figures[name])}")
        for each in trained if name == "teacher" else ():
            each.labels, each.label_relevance = read(network, each, 4 * given.tokens)
            log(f"labelled {len(each)}")
        del network, masters
    return figures


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(
        prog="python -m training.gpu", description="Train a teacher, and the reader from it."
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kept", type=Path, help="folder for the teacher; OUT unless given")
    parser.add_argument("--seconds", type=float, required=True, help="of the whole run")
    parser.add_argument(
        "--teacher-share", type=float, default=0.55, help="of the seconds, until the teacher is trained"
    )
    parser.add_argument("--reader-share", type=float, default=0.94, help="of the seconds, until the reader is trained")
    parser.add_argument("--tokens", type=int, default=16_384, help="of a batch of the teacher's")
    parser.add_argument("--reader-tokens", type=int, default=24_576, help="of a batch of the reader's")
    parser.add_argument("--rate", type=float, default=6e-5, help="the teacher's peak rate")
    parser.add_argument("--reader-rate", type=float, default=2.5e-4, help="the reader's peak rate")
    given = parser.parse_args()
    for folder in (given.out, given.kept or given.out):
        folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(7)
    torch.set_float32_matmul_precision("high")
    figures = run(given, Log(given.out / "log.txt"))
    (given.out / "figures.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
