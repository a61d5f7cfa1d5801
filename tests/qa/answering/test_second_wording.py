"""A refused question is asked in other words, if other words are known."""

from collections.abc import Callable
from typing import Any

from index.build import Build
from index.settings import RetrievalSettings
from qa.engine import Engine
from qa.types import Reading

BEATEN = {"id": "a", "title": "Final", "text": "Ida Lind beat Sara Moreau in the final."}


class KnowsOneWord:
    """Reads only passages with the word, as a network that knows "beaten" but not "lost"."""

    threshold = 0.5

    def read(self, question: Any, hits: Any) -> Any:
        score = 0.9 if "beaten" in question else 0.1
        return tuple(self._reading(hit, score) for hit in hits)

    def _reading(self, hit: Any, score: Any) -> Any:
        offset, text = hit.passage.start, hit.passage.text
        start = offset + text.index("Sara")
        return Reading(hit, score, start, start + len("Sara Moreau"), offset, offset + len(text), {"evidence": score})


def asked(indexed: Any, question: Any) -> Any:
    build = indexed(BEATEN)
    return Engine(build.retriever(RetrievalSettings()), KnowsOneWord(), build.store).ask(question)


def test_what_is_refused_in_its_own_words_is_answered_in_others(indexed: Callable[..., Build]) -> None:
    answer = asked(indexed, "Who lost the final?")
    assert (answer.text, answer.confidence) == ("Sara Moreau", 0.9)
    assert answer.question == "Who lost the final?"
    assert answer.readings[0].score == 0.9


def test_what_is_refused_in_both_is_refused_as_it_was_asked(indexed: Callable[..., Build]) -> None:
    answer = asked(indexed, "Who is the chief of MI5?")
    assert answer.text is None
    assert answer.refusal.best == 0.1
