"""A compiled reader can be restored to one that can be trained further."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from corpus.files import samples_folder
from training.__main__ import _trained
from training.data import Example
from training.features import ENCODER, feature, tokenizer
from training.model import freeze, open_reader
from training.reading import best, onnx_run, torch_run
from training.restore import restore, restored

SHIPPED = Path(__file__).parents[2] / "qa" / "models"
QUESTIONS = ("How many of them are there?", "Where is this?", "When did it begin?")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("restored")
    restore(SHIPPED, folder)
    return folder


def test_a_restored_reader_says_what_the_compiled_one_says(reader: Path) -> None:
    """Eight bits change logits, which spread by 4 to 6, by .2 on average; restoring loses no more than that again."""
    tokens = tokenizer(ENCODER)
    paragraphs = [
        text
        for path in sorted(samples_folder().iterdir())
        for text in path.read_text().split("\n\n")
        if len(text) > 200
    ]
    assert len(paragraphs) > 3
    asked = [Example("", "", "", "", text, question, ()) for text in paragraphs[:6] for question in QUESTIONS]
    pairs = [feature(tokens, example) for example in asked]
    ours, theirs = list(torch_run(reader)(pairs)), list(onnx_run(SHIPPED / "model.onnx")(pairs))
    same, changes, relevances = 0, [], []
    for example, pair, one, other in zip(asked, pairs, ours, theirs, strict=True):
        length = len(pair.ids)
        changes.append(np.abs(one[0][:length] - other[0][:length]).mean())
        relevances.append(abs(one[2] - other[2]))
        result, wanted = best(pair, example.passage, one), best(pair, example.passage, other)
        same += (result.start, result.end) == (wanted.start, wanted.end)
    assert np.mean(changes) < 0.3
    assert np.mean(relevances) < 0.8
    assert same >= 0.7 * len(asked)


def test_a_restored_reader_can_be_trained(reader: Path) -> None:
    assert sum(weight.numel() for weight in freeze(open_reader(reader))) > 10_000_000


def test_the_whole_recipe_restores_what_it_starts_from_once_and_only_if_it_is_compiled(
    reader: Path, tmp_path: Path
) -> None:
    assert _trained(reader, tmp_path) == reader
    weights = _trained(SHIPPED, tmp_path) / "model.safetensors"
    made = weights.stat().st_mtime_ns
    assert _trained(SHIPPED, tmp_path) == weights.parent
    assert weights.stat().st_mtime_ns == made


def test_a_graph_that_is_no_compiled_reader_is_refused(tmp_path: Path) -> None:
    given, output = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in ("x", "y"))
    graph = helper.make_graph([helper.make_node("Identity", ["x"], ["y"])], "g", [given], [output])
    onnx.save(helper.make_model(graph), str(tmp_path / "model.onnx"))
    with pytest.raises(ValueError, match="not compiled by"):
        restored(tmp_path / "model.onnx")
