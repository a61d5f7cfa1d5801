"""The reader that ships: complete, verified, and independent of the other passages of a batch."""

import json
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

import pytest

from corpus.errors import ModelMissing
from qa.reading.confidence import Confidence
from qa.reading.model import CARD, MODEL, MODELS, TOKENIZER, SpanModel

QUESTION = "How long is the oak shaft?"
PASSAGE = "The pond is deep. The oak shaft is 5.2 metres long. Volunteers brought it from Pellerton."


@pytest.fixture(scope="module")
def model() -> SpanModel:
    return SpanModel.open()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODELS, tmp_path / "models"))


def test_what_ships_is_small_enough_for_the_wheel_and_tells_its_licence() -> None:
    assert (MODELS / MODEL).stat().st_size <= 35_000_000
    card = (MODELS / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "CC BY" in card
    assert "Apache-2.0" in card


@pytest.mark.parametrize("name", [MODEL, TOKENIZER])
@pytest.mark.parametrize("damage", ["truncated", "altered", "gone", "empty"])
def test_a_damaged_file_is_named_with_the_remedy(copied: Path, name: str, damage: str) -> None:
    path = copied / name
    content = path.read_bytes()
    changed = {"truncated": content[: len(content) // 2], "altered": content[:-1] + b"\x00", "empty": b""}
    path.unlink() if damage == "gone" else path.write_bytes(changed[damage])
    with pytest.raises(ModelMissing, match=name) as caught:
        SpanModel.open(copied)
    assert "quotewire" in caught.value.remedy


@pytest.mark.parametrize("content", [None, b"", b"{bad", b"[]", b"{}", b"\xff"])
def test_a_card_that_is_none_is_named(copied: Path, content: bytes | None) -> None:
    (copied / CARD).unlink() if content is None else (copied / CARD).write_bytes(content)
    with pytest.raises(ModelMissing, match=CARD):
        SpanModel.open(copied)


@pytest.mark.parametrize(("key", "value", "message"), [("format", 99, "99"), ("sha256", {}, "checksum")])
def test_a_reader_of_another_version_is_refused(
    copied: Path, key: str, value: dict[str, str] | int, message: str
) -> None:
    card = json.loads((copied / CARD).read_text(encoding="utf-8"))
    (copied / CARD).write_text(json.dumps(card | {key: value}), encoding="utf-8")
    with pytest.raises(ModelMissing, match=message):
        SpanModel.open(copied)


@pytest.mark.parametrize("lacking", ["window", "longest_answer"])
def test_a_card_without_its_limits_is_refused(copied: Path, lacking: str) -> None:
    card = json.loads((copied / CARD).read_text(encoding="utf-8"))
    del card[lacking]
    (copied / CARD).write_text(json.dumps(card), encoding="utf-8")
    with pytest.raises(ModelMissing, match=lacking):
        SpanModel.open(copied)


@pytest.mark.parametrize("message", [{}, {"passage": {}, "answer": {}}, None, {"passage": {"bias": "x"}}])
def test_a_card_without_the_weights_of_confidence_is_refused(message: Any) -> None:
    with pytest.raises(ModelMissing, match="confidence"):
        Confidence.of_card({"confidence": message})


def test_what_is_read_beside_a_passage_changes_nothing(model: SpanModel) -> None:
    alone = model.read(QUESTION, [("Mill", PASSAGE)])[0]
    among = model.read(QUESTION, [("", "Cheese. " * 90), ("Mill", PASSAGE), ("x", "Short.")])[1]
    for one, other in zip(alone, among, strict=True):
        assert (one.start == other.start).all()
        assert (one.end == other.end).all()
        assert (one.null, one.relevance) == (other.null, other.relevance)


def test_a_long_passage_is_read_in_windows_that_cover_every_token(model: SpanModel) -> None:
    text = "The oak shaft is 5.2 metres long. " * 120
    windows = model.read(QUESTION, [("Mill", text)])[0]
    assert len(windows) > 3
    covered = {offset for window in windows for offset in window.offsets}
    whole = {offset for offset in covered if text[offset[0] : offset[1]].strip()}
    assert len({start for start, _ in whole}) == sum(1 for _ in whole)
    assert min(covered)[0] == 0
    assert max(covered)[1] == len(text.rstrip())
    inside = set("".join(text.split()))
    assert inside == {letter for start, end in covered for letter in text[start:end]}
    for before, after in pairwise(windows):
        assert after.offsets[0][0] < before.offsets[-1][1], "an answer at the seam would be lost"


@pytest.mark.parametrize("text", ["", "   ", "\n", "\u200b"])
def test_a_passage_without_words_has_no_window(model: SpanModel, text: str) -> None:
    assert model.read(QUESTION, [("Title", text)]) == [[]]


@pytest.mark.parametrize("question", ["shaft " * 2000, "山" * 3000, "x" * 20_000])
def test_a_question_longer_than_the_window_is_cut(model: SpanModel, question: str) -> None:
    (windows,) = model.read(question, [("Mill", PASSAGE)])
    assert len(windows) == 1
    assert windows[0].offsets[-1][1] == len(PASSAGE)


def test_a_huge_title_leaves_room_for_the_passage(model: SpanModel) -> None:
    (windows,) = model.read(QUESTION, [("title " * 500, PASSAGE)])
    assert len(windows) == 1


def test_a_token_ends_after_the_accents_of_its_last_letter(model: SpanModel) -> None:
    text = normalize("NFD", "Jiří Škvorecký sang on Übelbach's stage.")
    ((window,),) = model.read("Who sang?", [("", text)])
    assert not any(combining(letter) for _, end in window.offsets for letter in text[end : end + 1])
    assert "Škvorecký" in {
        normalize("NFC", text[start:end]) for start in dict(window.offsets) for _, end in window.offsets
    }
