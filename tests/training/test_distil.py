"""A teacher's labels, for pairs that can be regenerated, and what the reader learns from them."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import BertConfig, MPNetConfig, MPNetModel

from training.compile_reader import compile_reader
from training.distil import FRESH, MARKED, mixed, soft_losses, taught_losses
from training.features import CLS, SEP, Batch, Feature, collate
from training.labels import SHARD, labelled, write
from training.model import HIDDEN, freeze, losses, open_reader, save_reader
from training.networks import SpanReader, Teacher

SMALL: dict[str, Any] = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
LAYERS: dict[str, Any] = {"num_hidden_layers": 3}


def pair(*ids: int) -> Feature:
    """A question of one token, and a passage of which the first answers."""
    return Feature(
        [CLS, ids[0], SEP, *ids[1:], SEP], 3, 3, [(at, at + 1) for at in range(len(ids) - 1)], {3: 1.0}, {3: 1.0}
    )


class Pairs:
    """An endless stream of batches of two; equal seeds give equal batches."""

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed

    def __iter__(self) -> Iterator[Any]:
        for batch in itertools.count():
            yield [pair(1000 + self._seed, 2000 + batch, 3000), pair(1000, 2000 + batch, 3000, 4000 + batch)]


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(3)
    folder = tmp_path_factory.mktemp("teacher")
    save_reader(Teacher(MPNetConfig(**SMALL)), folder)
    return folder


@pytest.fixture(scope="module")
def shards(teacher: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("labels")
    assert write(Pairs(), teacher, folder, 1) == 1
    return folder


def inputs(*pairs: Feature) -> dict[str, torch.Tensor]:
    batch = collate(list(pairs))
    return {name: torch.from_numpy(getattr(batch, name)) for name in Batch.__slots__}


def read(reader: Any, *pairs: Feature) -> tuple[torch.Tensor, ...]:
    given = inputs(*pairs)
    with torch.inference_mode():
        return reader(given["input_ids"], given["attention_mask"], given["token_type_ids"])


def test_a_teacher_reads_the_tokens_that_its_own_vocabulary_has_for_the_words(teacher: Path) -> None:
    """MPNet puts four entries before BERT's vocabulary; [CLS], [SEP] and padding are <s>, </s> and <pad>."""
    reader = open_reader(teacher)
    long, short = pair(1045, 2572, 2182), pair(1045, 2572)
    own = torch.tensor([[0, 1049, 2, 2576, 2186, 2], [0, 1049, 2, 2576, 2, 1]])
    with torch.inference_mode():
        hidden = reader.mpnet(own, attention_mask=(own != 1).long())[0]
        wanted = reader.qa_outputs(hidden)[..., 0]
    assert torch.allclose(read(reader, long, short)[0][0, :6], wanted[0], atol=1e-5)
    assert torch.allclose(read(reader, long, short)[0][1, :5], wanted[1, :5], atol=1e-5)


def test_a_plain_mpnet_becomes_a_teacher(tmp_path: Path) -> None:
    MPNetModel(MPNetConfig(**SMALL)).save_pretrained(tmp_path)
    assert isinstance(open_reader(tmp_path), Teacher)


def test_a_teacher_is_not_compiled(teacher: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="teacher"):
        compile_reader(tmp_path, teacher, tmp_path / "out")


def test_labels_are_what_the_teacher_says_of_the_pairs_of_the_stream(teacher: Path, shards: Path) -> None:
    result = list(labelled(Pairs(), shards))
    assert [[own for own, _ in batch] for batch in result] == list(itertools.islice(Pairs(), SHARD))
    reader = open_reader(teacher)
    for own, label in result[7]:
        assert label is not None
        starts, ends, relevance = label
        text = read(reader, own)
        assert len(starts) == len(ends) == len(own.ids)
        assert np.allclose(starts, text[0][0, : len(own.ids)], atol=0.02)
        assert np.allclose(ends, text[1][0, : len(own.ids)], atol=0.02)
        assert relevance == pytest.approx(float(text[2][0]), abs=0.02)


def test_labelling_goes_on_after_the_newest_shard(teacher: Path, shards: Path, tmp_path: Path) -> None:
    for wanted in (1, 2, 2):
        write(Pairs(), teacher, tmp_path, wanted)
    assert len(list(labelled(Pairs(), tmp_path))) == 2 * SHARD
    first, again = (next(iter(labelled(Pairs(), folder)))[0][1] for folder in (shards, tmp_path))
    assert first is not None
    assert again is not None
    assert np.array_equal(first[0], again[0])


def test_labels_of_another_stream_are_refused(shards: Path) -> None:
    with pytest.raises(ValueError, match="another stream"):
        next(labelled(Pairs(seed=2), shards))


def test_one_batch_in_four_is_fresh_and_the_labelled_ones_come_again_in_another_order(shards: Path) -> None:
    first, again = (
        list(itertools.islice(mixed(Pairs(5), [labelled(Pairs(), shards)], 7), 4 * SHARD)) for _ in range(2)
    )
    assert [[pair for pair, _ in batch] for batch in first] == [[pair for pair, _ in batch] for batch in again]
    labelled_ones = [batch for at, batch in enumerate(first) if at % FRESH]
    assert all(label is None for batch in first[::FRESH] for _, label in batch)
    assert all(label is not None for batch in labelled_ones for _, label in batch)
    entries = [batch[0][0].ids[3] for batch in labelled_ones]
    epochs = [entries[low : low + SHARD] for low in range(0, 3 * SHARD, SHARD)]
    assert epochs[0] != epochs[1]
    assert sorted(epochs[0]) == sorted(epochs[1]) == sorted(epochs[2])


def test_without_labels_every_batch_is_fresh() -> None:
    fresh = list(itertools.islice(mixed(Pairs(), [], 1), 3))
    assert fresh == [[(own, None) for own in batch] for batch in itertools.islice(Pairs(), 3)]


def test_the_nearer_a_reading_is_to_the_teachers_the_less_it_loses() -> None:
    pairs = pair(1045, 2572, 2182), pair(1045, 2572)
    given = inputs(*pairs)
    labels = [
        (np.arange(len(own.ids), dtype=np.float16), np.ones(len(own.ids), dtype=np.float16), 2.0) for own in pairs
    ]
    same = torch.full(given["input_ids"].shape, HIDDEN), torch.full(given["input_ids"].shape, HIDDEN)
    for row, own in enumerate(pairs):
        same[0][row, : len(own.ids)] = torch.arange(len(own.ids)).float()
        same[1][row, : len(own.ids)] = 1.0
    near, far = torch.tensor([2.0, 2.0]), torch.tensor([-2.0, -2.0])
    span, relevance = soft_losses((*same, near), given, labels)
    assert span == pytest.approx(0, abs=1e-5)
    assert relevance < soft_losses((*same, far), given, labels)[1]
    assert soft_losses((same[1], same[0], near), given, labels)[0] > span + 0.1


def test_where_marks_stand_the_teacher_is_not_heard(shards: Path) -> None:
    def altered() -> Any:
        return ([replace(own, marks_stand=True) if at else own for at, own in enumerate(batch)] for batch in Pairs())

    output = next(labelled(altered(), shards))
    assert [words is None for _, words in output] == [False, True]


def test_each_pair_is_held_to_the_teacher_where_it_was_asked_and_to_the_marks_alone_elsewhere() -> None:
    asked, unasked = pair(1045, 2572, 2182), pair(1045, 2572)
    label = (np.arange(6, dtype=np.float16), np.ones(6, dtype=np.float16), 2.0)
    logits = torch.arange(3 * 16).float().reshape(3, 16) / 7
    outputs = logits, logits.flip(1), torch.tensor([0.5, -1.0, 2.0])
    whole = taught_losses(outputs, inputs(unasked, asked, unasked), [None, label, None])

    def alone(row: Any, own: Any) -> Any:
        return tuple(tensor[row : row + 1] for tensor in outputs), inputs(own)

    marks = [torch.stack(losses(*alone(row, own))) for row, own in enumerate((unasked, asked, unasked))]
    logits_of_one, own = alone(1, asked)
    output = torch.stack(soft_losses(logits_of_one, own, [label]))
    wanted = (marks[0] + MARKED * marks[1] + (1 - MARKED) * output + marks[2]) / 3
    assert torch.allclose(torch.stack(whole), wanted, atol=1e-4)


def test_what_stands_in_the_question_does_not_count() -> None:
    own = pair(1045, 2572, 2182)
    given = inputs(own)
    label = (np.zeros(6, dtype=np.float16), np.zeros(6, dtype=np.float16), 0.0)
    plain = torch.zeros(given["input_ids"].shape)
    loud = plain.clone()
    loud[0, 1:3] = 9.0
    quiet = torch.zeros(1)
    assert soft_losses((loud, loud, quiet), given, [label])[0] == pytest.approx(0, abs=1e-5)


def test_a_reader_of_the_kind_that_ships_is_opened_as_before(tmp_path: Path) -> None:
    save_reader(SpanReader(BertConfig(**SMALL)), tmp_path)
    assert isinstance(open_reader(tmp_path), SpanReader)


@pytest.mark.parametrize(
    "made", [lambda: SpanReader(BertConfig(**SMALL | LAYERS)), lambda: Teacher(MPNetConfig(**SMALL | LAYERS))]
)
def test_frozen_layers_learn_nothing_and_are_not_passed_through(made: Any) -> None:
    reader = made()
    learning = freeze(reader, layers=2)
    named = {name for name, weight in reader.named_parameters() if any(weight is row for row in learning)}
    assert {name.split("layer.")[1][0] for name in named if "layer." in name} == {"2"}
    assert {name for name in named if "layer." not in name} == {
        "qa_outputs.weight", "qa_outputs.bias", "relevance.weight", "relevance.bias",
    }  # fmt: skip
    given = inputs(pair(1045, 2572, 2182))
    seen = []
    reader.base_model.encoder.layer[2].register_forward_pre_hook(lambda _, given: seen.append(given[0]))
    reader(given["input_ids"], given["attention_mask"], given["token_type_ids"])
    assert not seen[0].requires_grad
