"""Smoothing changes nothing in fp32, and keeps what eight bits would lose."""

import copy

import numpy as np
import pytest
import torch
from transformers import BertConfig

from training.features import Batch, Feature, collate
from training.networks import SpanReader
from training.smoothing import SmoothedLinear, smooth


@pytest.fixture
def reader() -> SpanReader:
    """A small reader in which two channels of every layer's input are far larger than the rest, as in BERT."""
    torch.manual_seed(1)
    small = BertConfig(hidden_size=64, num_hidden_layers=2, num_attention_heads=2, intermediate_size=128)
    made = SpanReader(small)
    made.train(mode=False)
    with torch.no_grad():
        for layer in made.bert.encoder.layer:
            for norm in (layer.attention.output.LayerNorm, layer.output.LayerNorm):
                norm.weight[:2] = 40.0
    return made


def batches() -> list[Batch]:
    chance = np.random.default_rng(2)
    rows = [chance.integers(200, 20000, 24).tolist() for _ in range(4)]
    return [collate([Feature(row, 6, 8, [(0, 1)] * 16, {0: 1.0}, {0: 1.0})], multiple=1) for row in rows]


def outputs(reader: SpanReader) -> list[np.ndarray]:
    with torch.inference_mode():
        return [
            torch.cat([part.flatten() for part in reader(*(torch.from_numpy(getattr(batch, name)) for name in NAMES))])
            .numpy() for batch in batches()
        ]  # fmt: skip


NAMES = ("input_ids", "attention_mask", "token_type_ids")


def test_in_fp32_nothing_changes(reader: SpanReader) -> None:
    before = outputs(reader)
    smooth(reader, batches(), 0.5)
    for one, other in zip(before, outputs(reader), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-3, atol=1e-4)


def test_the_largest_channels_are_the_ones_kept_apart(reader: SpanReader) -> None:
    smooth(reader, batches(), 0.5)
    layer = reader.bert.encoder.layer[1].attention.self.query
    assert isinstance(layer, SmoothedLinear)
    assert {0, 1} <= set(layer.largest.tolist())
    assert layer.evened[layer.largest].abs().max() == 0


def test_what_enters_eight_bits_is_even_then(reader: SpanReader) -> None:
    """The quantisation step is the largest magnitude over 127; the loss is measured relative to the rest."""

    def steps(model: SpanReader) -> float:
        seen = []
        layers = [layer for layer in model.bert.encoder.modules() if isinstance(layer, torch.nn.Linear)]
        wide = [layer for layer in layers if layer.in_features >= 64]
        handles = [layer.register_forward_pre_hook(lambda _, given: seen.append(given[0])) for layer in wide]
        outputs(model)
        for handle in handles:
            handle.remove()
        return float(
            np.mean([activations.abs().max() / activations.abs().median().clamp(min=1e-6) for activations in seen])
        )

    plain = steps(copy.deepcopy(reader))
    smooth(reader, batches(), 0.5)
    assert steps(reader) < plain / 3
