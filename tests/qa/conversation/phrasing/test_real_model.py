"""A real small model, which seldom keeps to the text: the sentences that pass do."""

import re
from pathlib import Path

import pytest

from qa.conversation.phrasing.phrase import passages_of, phrase
from qa.engine import Engine
from qa.settings import LanguageModelSettings, Settings

pytestmark = pytest.mark.models


@pytest.mark.parametrize("question", ["when did GCHQ join Instagram", "when did Finland join NATO"])
def test_what_a_real_model_says_is_held_to_its_citations(
    small_model: LanguageModelSettings, sample_index: Path, cache: Path, question: str
) -> None:
    engine = Engine.open(Settings(index=sample_index, cache=cache))
    answer = engine.ask(question)
    phrased = phrase(answer, small_model)
    engine.close()
    assert phrased.sentences
    passages = passages_of(answer)
    for sentence in phrased.sentences:
        if not sentence.struck:
            there = " ".join(passages[number] for number in sentence.numbers)
            figures = re.findall(r"\d+", re.sub(r"\[[\d, ]+\]", "", sentence.text))
            assert set(figures) <= set(re.findall(r"\d+", there))
    assert (phrased.text is None) == bool(phrased.why)
