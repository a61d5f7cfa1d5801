"""A training run continues where it ended, and one command makes a reader."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest


def run(made: Path, start: Path, out: Path, minutes: float, *more: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "training.train", out, "--minutes", str(minutes), "--start", start, "--data", made]
    return subprocess.Popen(
        [*map(str, command), *more],
        stderr=subprocess.PIPE,
        env=os.environ | {"HF_HUB_OFFLINE": "1"},
        cwd=Path(__file__).parents[2],
    )


def progress(out: Path) -> dict:
    newest = max(out.glob("checkpoint-*"))
    return json.loads((newest / "progress.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="ended by a signal")
def test_a_run_ended_by_a_signal_goes_on_where_it_was(made: Path, tmp_path: Path) -> None:
    from transformers import BertConfig

    from training.model import open_reader
    from training.networks import SpanReader

    small = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32)
    start, out = tmp_path / "start", tmp_path / "out"
    SpanReader(small).save_pretrained(start)
    begun = run(made, start, out, 30)
    text = b""
    while b"step 26" not in text:
        text += (line := begun.stderr.readline())
        assert line, text.decode()
    begun.send_signal(signal.SIGTERM)
    assert begun.wait(60) == 0
    begun.stderr.close()
    ended = progress(out)
    assert ended["step"] >= 26
    time.sleep(1)
    _, text = (again := run(made, start, out, ended["seconds"] / 60 + 0.05)).communicate(timeout=200)
    assert again.returncode == 0, text.decode()
    assert f"from step {ended['step']}\n" in text.decode()
    assert progress(out)["step"] > ended["step"]
    for name in ("last", "averaged"):
        open_reader(out / name)
    ended = progress(out)
    _, text = (late := run(made, start, out, ended["seconds"] / 60)).communicate(timeout=200)
    assert late.returncode == 0, text.decode()
    assert progress(out) == ended


def test_the_mean_of_the_weights_teaches_is_kept_with_a_checkpoint_and_is_the_runs_result(
    made: Path, tmp_path: Path
) -> None:
    """It continues from where it was: hardly further from the start than before, unlike the weights."""
    from safetensors.torch import load_file
    from transformers import BertConfig

    from training.networks import SpanReader

    small = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32)
    start, out = tmp_path / "start", tmp_path / "out"
    SpanReader(small).save_pretrained(start)
    for minutes in (0.1, 0.15):
        _, output = (done := run(made, start, out, minutes, "--mean-teacher", "--groups", "2")).communicate(timeout=200)
        assert done.returncode == 0, output.decode()
        newest = max(out.glob("checkpoint-*"))
        first, mean, last, result = (
            load_file(folder / "model.safetensors")["qa_outputs.weight"]
            for folder in (start, newest / "mean", newest, out / "averaged")
        )
        assert result.equal(mean)
        assert 0 < (mean - first).abs().sum() < 0.5 * (last - first).abs().sum()


def test_one_command_makes_a_reader_from_data_and_a_teacher(made: Path, tmp_path: Path) -> None:
    """A teacher is trained and labels pairs, and the reader learns from it; a second call finds everything done."""
    from transformers import BertConfig, MPNetConfig

    from training.networks import SpanReader, Teacher

    size: dict[str, Any] = {"num_hidden_layers": 5, "num_attention_heads": 2}
    Teacher(MPNetConfig(hidden_size=32, intermediate_size=64, **size)).save_pretrained(tmp_path / "larger")
    small = BertConfig(hidden_size=384, intermediate_size=384, num_hidden_layers=1, num_attention_heads=2)
    SpanReader(small).save_pretrained(tmp_path / "start")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "training", out, "--minutes", "0.1", "--start", tmp_path / "start", "--data", made,
               "--teacher", tmp_path / "larger", "--teacher-minutes", "0.1", "--labelled", "800"]  # fmt: skip
    for _ in range(2):
        done = subprocess.run(
            [*map(str, command)],
            capture_output=True,
            env=os.environ | {"HF_HUB_OFFLINE": "1"},
            cwd=Path(__file__).parents[2],
        )
        assert done.returncode == 0, done.stderr.decode()
        assert [path.name for path in (out / "labels").glob("*.npz")] == ["00000.npz"]
    card = json.loads((out / "reader" / "reader.json").read_text(encoding="utf-8"))
    assert card["metrics"].keys() == {"int8", "fp32"}
