"""Training without this project: the same networks, the same pairs, and results that open here."""

import ast
import json
import lzma
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from transformers import BertConfig, MPNetConfig

from training.data import Example
from training.features import ENCODER, Feature, collate, feature, tokenizer
from training.gpu.network import made
from training.gpu.pairs import Pairs, hide
from training.gpu.weights import packed, unpacked
from training.model import open_reader
from training.networks import SpanReader, Teacher
from training.pack import arrays, write
from training.transport import pack, unpack

ROOT = Path(__file__).parents[2]
SMALL: dict[str, Any] = {
    "hidden_size": 192,
    "num_hidden_layers": 2,
    "num_attention_heads": 12,
    "intermediate_size": 384,
    "max_position_embeddings": 512,
    "attention_probs_dropout_prob": 0.0,
}
PASSAGE = "Ada Byron built the mill in 1901. It burnt down in 1903, two years after it was opened."
QUESTIONS = {
    "Who built the mill?": "Ada Byron",
    "When was the mill built?": "1901",
    "When did the mill burn down?": "1903",
    "Who burnt it down?": None,
}


def small(kind: str) -> SpanReader | Teacher:
    torch.manual_seed(3)
    made: SpanReader | Teacher
    if kind == "reader":
        made = SpanReader(BertConfig(vocab_size=30522, **SMALL))
    else:
        made = Teacher(MPNetConfig(vocab_size=30527, layer_norm_eps=1e-5, **SMALL | {"max_position_embeddings": 514}))
    made.train(mode=False)
    return made


@pytest.fixture
def pairs() -> list[Feature]:
    tokens, result = tokenizer(ENCODER), []
    for at, (question, answer) in enumerate(QUESTIONS.items()):
        begin = PASSAGE.index(answer) if answer else 0
        spans = ((begin, begin + len(answer)),) if answer else ()
        result.append(feature(tokens, Example("own", f"{at}", "Mill", "Mill", PASSAGE, question, spans, not spans)))
    return result


@pytest.mark.parametrize("kind", ["reader", "teacher"])
def test_a_network_reads_there_as_it_does_here(kind: str, pairs: list[Feature]) -> None:
    here = small(kind)
    there = made({name: weight.float() for name, weight in here.state_dict().items()}).eval()
    batch = collate(pairs)
    ids, mask, types = (torch.from_numpy(x) for x in (batch.input_ids, batch.attention_mask, batch.token_type_ids))
    with torch.inference_mode():
        ours, theirs = here(ids, mask, types), there(ids, mask.bool(), types)
    for one, other in zip(ours, theirs, strict=True):
        kept = mask.bool() if one.dim() == 2 else torch.ones(len(one), dtype=torch.bool)
        assert torch.allclose(one[kept], other[kept], atol=1e-4)


@pytest.mark.parametrize(("bits", "most"), [(8, 1 / 127), (16, 1 / 1000)])
def test_weights_come_back_as_they_were_but_for_rounding(bits: int, most: int, tmp_path: Path) -> None:
    weights = {
        name: tensor.float() for name, tensor in small("teacher").state_dict().items() if tensor.is_floating_point()
    }
    for at, part in enumerate(packed(weights, bits)):
        assert len(part) <= 16 << 20
        (tmp_path / f"part{at}.npz").write_bytes(part)
    back = unpacked(sorted(tmp_path.glob("*.npz")))
    assert {name: tensor.shape for name, tensor in back.items()} == {
        name: tensor.shape for name, tensor in weights.items()
    }
    assert all(
        (back[name] - tensor).abs().max() <= most * tensor.abs().max() + 1e-6 for name, tensor in weights.items()
    )


def test_pairs_are_laid_out_there_as_they_are_here(pairs: list[Feature]) -> None:
    held = Pairs(arrays(pairs), torch.device("cpu"))
    given, batch = held.batch(np.arange(len(pairs))), collate(pairs)
    assert given["ids"].tolist() == batch.input_ids.tolist()
    assert given["types"].tolist() == batch.token_type_ids.tolist()
    assert given["targets"][0].tolist() == batch.starts.tolist()
    assert given["targets"][1].tolist() == batch.ends.tolist()
    assert given["answerable"].tolist() == [1, 1, 1, 0]
    assert given["stands"].tolist() == [False, False, False, True]


def test_no_wordpiece_of_an_answer_is_hidden(pairs: list[Feature]) -> None:
    given = Pairs(arrays(pairs), torch.device("cpu")).batch(np.arange(len(pairs)))
    hidden = hide(given, 1.0, 1.0)
    for row, pair in enumerate(pairs):
        low, high = (min(pair.starts), max(pair.ends) + 1) if pair.answerable else (0, 1)
        assert hidden[row, low:high].tolist() == pair.ids[low:high]
        assert (hidden[row] == 103).sum() > 0


def test_batches_hold_every_pair_once_and_groups_stay_together(pairs: list[Feature]) -> None:
    held = Pairs(arrays(pairs * 6), torch.device("cpu"), group=4)
    batches = held.batches(200, np.random.default_rng(1))
    assert sorted(np.concatenate(batches).tolist()) == list(range(24))
    assert all((rows.reshape(-1, 4) == rows.reshape(-1, 4)[:, :1] + np.arange(4)).all() for rows in batches)


def test_a_whole_run_gives_a_reader_and_a_teacher_that_open_here(tmp_path: Path, pairs: list[Feature]) -> None:
    folder, out = tmp_path / "given", tmp_path / "out"
    folder.mkdir()
    write(folder / "pairs.xz", {"pairs": iter(pairs * 4), "groups": iter(pairs * 2), "own_dev": iter(pairs)})
    for kind in ("reader", "teacher"):
        small(kind).save_pretrained(tmp_path / kind)
        pack(tmp_path / kind, folder, kind)
    command = [sys.executable, "-m", "training.gpu", str(folder), str(out), "--seconds", "6", "--tokens", "512"]
    stdout = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert "labelled 16" in stdout
    assert set(json.loads((out / "figures.json").read_text("utf-8"))) == {"teacher", "reader"}
    for kind in ("reader", "teacher"):
        unpack(out, tmp_path / f"{kind} back", kind, tmp_path / kind / "config.json")
        assert sum(weight.numel() for weight in open_reader(tmp_path / f"{kind} back").parameters()) > 5_000_000


def test_weights_without_a_part_are_refused_by_name(tmp_path: Path) -> None:
    weights = {
        name: tensor.float() for name, tensor in small("reader").state_dict().items() if tensor.is_floating_point()
    }
    del weights["bert.encoder.layer.1.output.dense.weight"]
    with pytest.raises(ValueError, match=r"no weight named bert\.encoder\.layer\.1\.output\.dense\.weight"):
        made(weights)
    save_file(weights, str(tmp_path / "model.safetensors"))
    with pytest.raises(FileNotFoundError, match=r"has no teacher\*\.npz"):
        unpack(tmp_path, tmp_path, "teacher", tmp_path)


def test_what_is_packed_is_one_archive_of_arrays(tmp_path: Path, pairs: list[Feature]) -> None:
    write(tmp_path / "pairs.xz", {"pairs": iter(pairs)})
    with np.load(BytesIO(lzma.decompress((tmp_path / "pairs.xz").read_bytes()))) as held:
        assert held["pairs.lengths"].tolist() == [len(pair.ids) for pair in pairs]
        assert held["pairs.ids"].dtype == np.uint16


def test_a_run_needs_nothing_but_torch_and_numpy() -> None:
    source = "import sys, training.gpu.__main__; print(sorted({name.split('.')[0] for name in sys.modules}))"
    stdout = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert "torch" in stdout
    assert not {"transformers", "tokenizers", "onnxruntime", "faiss", "corpus", "index", "qa"} & set(
        ast.literal_eval(stdout)
    )
