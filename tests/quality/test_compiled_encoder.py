"""The compiled encoder against its original."""

import os
import subprocess
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.encoder.locate import SHIPPED, fingerprint_model, locate_model, prepare_encoder
from index.encoder.onnx_encoder import OnnxEncoder
from index.settings import DEFAULT_MODEL, EncoderSettings

pytestmark = pytest.mark.models

TEXTS = (
    "GCHQ launched its Instagram account in 2018.",
    "when did GCHQ join Instagram",
    "How long is the mill's new oak shaft?",
    "The lamp in Skerrow lighthouse was lit again at dusk on Thursday, 26 days after a storm broke four of its panes.",
    "Councillors voted on Tuesday evening by nine to six to pay for the N7.",
    "“I switched off the engine and rang my daughter,” said the driver, Colm Hegarty.",
    "A cheese matured in a single garage in Upper Pell has been named the best in the country.",
    "Zoë Müller, who runs the Café Señorita, has handed £1,263 to the lifeboat fund.",
    "The temperature on the day was 19°, and it did not rain.",
    "Finland joined NATO on Tuesday 4 April 2023.",
    "Shares in the company fell by 3.2 per cent to 417 pence.",
    "A court ordered the minister to publish the letters within two weeks.",
    "Wer hat den Schlüssel zur Mühle gefunden?",
    "Le musée rouvrira au printemps prochain.",
    "MI5",
    "The quick brown fox jumps over the lazy dog.",
    "Eight cheetahs flown from Namibia in a chartered Boeing 747 were set loose at Kuno National Park.",
    "Twenty-seven minutes later it separated from the upper stage.",
    "Its main mirror measures 6.5 metres across, against 2.4 metres for the Hubble Space Telescope.",
    "No accidents were reported.",
    "He offered a draw on the thirty-third move, which would have been enough to make him champion again.",
    "Sherpa Tenzing's rope; the miller's daughter; O'Brien's boat",
    "The night bus that links Fenmouth with five saltmarsh villages has been saved from closure until March.",
    "She thought for twenty-two minutes, declined, and won a bishop four moves later.",
    "The stall stood for 57 years beneath the railway arches in a back street of Tokyo.",
    "Who led the volunteers who repaired the tide mill?",
    "Fares stay as they are for residents; visitors will pay £4.20 for a car, an increase of 70p.",
    "The authority put its own losses at between 13 million and 14 million dollars for each day of the closure.",
    "Scientists measured the glacier from the air and found it 40 metres thinner than in 1990.",
    "What did the settlement with the canal authority include?",
)
ODD = (
    "最後の一杯は山猫そばで出された。",
    "1",
    "?",
    "the",
    "https://example.org/news/2021/04/22/mi5",
    "🍜 👩🏽‍🍳",
    "one two three four five six seven eight nine ten " * 30,
    "Scientists measured the glacier from the air and found it 40 metres thinner than in 1990. " * 12,
)


@pytest.fixture(scope="module")
def encoder(cache: Path) -> OnnxEncoder:
    return prepare_encoder(EncoderSettings(), cache)


def test_embeddings_are_those_of_the_original(encoder: OnnxEncoder) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        os.environ["TOKENIZERS_PARALLELISM"] = "false"
        from sentence_transformers import SentenceTransformer

        original = SentenceTransformer(str(locate_model(DEFAULT_MODEL)), device="cpu", local_files_only=True)
        expected = np.asarray(original.encode([*TEXTS, *ODD], normalize_embeddings=True))
    cosines = (encoder.encode_passages([*TEXTS, *ODD]) * expected).sum(axis=1)
    assert cosines[: len(TEXTS)].mean() >= 0.99
    assert cosines.min() >= 0.97


def test_embeddings_are_of_unit_length_and_as_long_as_they_say(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dim) == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_an_embedding_does_not_depend_on_its_neighbours(encoder: OnnxEncoder) -> None:
    together = encoder.encode_passages(TEXTS)
    for place in (0, 3, 20):
        np.testing.assert_array_equal(encoder.encode_passages([TEXTS[place]])[0], together[place])


def test_texts_of_like_meaning_lie_nearer_than_others(encoder: OnnxEncoder) -> None:
    query = encoder.encode_query("when did GCHQ join Instagram")
    cosines = encoder.encode_passages(TEXTS) @ query
    assert np.argsort(-cosines)[:2].tolist() in ([1, 0], [0, 1])


def test_nothing_and_the_empty_text_can_be_encoded(encoder: OnnxEncoder) -> None:
    assert encoder.encode_passages([]).shape == (0, 384)
    assert np.isfinite(encoder.encode_query("")).all()
    assert np.isfinite(encoder.encode_query("x" * 100_000)).all()


def test_wordpieces_are_counted_without_cutting_long_texts(encoder: OnnxEncoder) -> None:
    counts = encoder.count_wordpieces(["", "lighthouse", "word " * 2000])
    assert counts[0] == 0
    assert counts[1] == 1
    assert counts[2] == 2000


def test_threads_may_encode_at_once(encoder: OnnxEncoder) -> None:
    expected = encoder.encode_passages(TEXTS[:5])
    same: list[bool] = []

    def encode() -> None:
        same.extend(np.array_equal(encoder.encode_passages(TEXTS[:5]), expected) for _ in range(5))

    threads = [threading.Thread(target=encode) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert same == [True] * 20


def test_a_saved_encoder_gives_the_same_embeddings(encoder: OnnxEncoder, tmp_path: Path) -> None:
    encoder.save(tmp_path / "encoder")
    saved = OnnxEncoder(tmp_path / "encoder")
    np.testing.assert_array_equal(saved.encode_passages(TEXTS[:3]), encoder.encode_passages(TEXTS[:3]))
    assert saved.fingerprint == encoder.fingerprint


def test_a_compiled_encoder_is_taken_from_the_cache(encoder: OnnxEncoder, cache: Path) -> None:
    def fail(progress: Any) -> None:
        raise AssertionError(progress)

    assert prepare_encoder(EncoderSettings(), cache, fail).fingerprint == encoder.fingerprint


def test_no_weight_can_saturate_on_a_processor_without_vnni(encoder: OnnxEncoder) -> None:
    """Two products of an activation (to 255) and a weight (to 64) fit in sixteen bits."""
    onnx = pytest.importorskip("onnx")
    numpy_helper = pytest.importorskip("onnx.numpy_helper")
    model = onnx.load(encoder._folder / "model.onnx")
    weights = [
        numpy_helper.to_array(tensor)
        for tensor in model.graph.initializer
        if tensor.data_type == onnx.TensorProto.INT8 and len(tensor.dims) == 2 and 384 in tensor.dims
    ]
    multiplied = [weight for weight in weights if weight.shape[0] != 30522]
    assert len(multiplied) >= 36
    assert max(abs(int(weight.min())) for weight in multiplied) <= 64
    assert max(int(weight.max()) for weight in multiplied) <= 64
    assert 2 * 255 * 64 < 2**15


def test_the_encoder_that_ships_is_what_the_compiler_makes_of_the_official_model(tmp_path: Path) -> None:
    source = locate_model(DEFAULT_MODEL)
    command = [sys.executable, "-m", "index.encoder.compile", DEFAULT_MODEL, fingerprint_model(source), str(source)]
    subprocess.run([*command, str(tmp_path)], check=True, capture_output=True)
    shipped, made = OnnxEncoder(SHIPPED), OnnxEncoder(tmp_path)
    assert shipped.card.fingerprint == made.card.fingerprint
    assert (shipped.encode_passages(TEXTS) * made.encode_passages(TEXTS)).sum(axis=1).min() >= 0.9999
