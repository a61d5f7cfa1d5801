"""Which words of a conversation belong in a follow-up question: judged by a small network that adds to the rules.

Query resolution by term classification: a word of the history belongs if a person who asks the question in full would
say it. Each content word is judged by its position, how often it was said, its neighbours, whether it looks
like a name and whether the rules added it. `training.belonging` makes the weights; no encoder is needed.

Source:
    Voskarides et al., "Query Resolution for Conversational Search with Limited Supervision", SIGIR 2020; theirs judges
    by BERT-large, ours by features, because it runs before every question.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelMissing
from qa.conversation.candidates import FEATURES, candidates, words_of
from qa.conversation.turns import Said
from qa.questions import content_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = 1
WEIGHTS = Path(__file__).with_name("belonging.json")
"""The network, with a checksum of its numbers."""
_REMEDY = "pip install --force-reinstall --no-deps quotewire"
_SURE = 0.7
"""Probability from which a word is added to a question. Lower adds more of what a person would, and more in vain:
"where did Ken McCallum speak (MI5)?"."""


class Judge:
    """A trained network of one hidden layer.

    Args:
        card: The contents of ``belonging.json``.

    Raises:
        ModelMissing: If its weights do not match the checksum, or are of another format.
    """

    def __init__(self, card: dict[str, Any]) -> None:
        import numpy as np

        if card.get("format") != FORMAT or card.get("sha256") != digest(card.get("weights")):
            raise ModelMissing(f"{WEIGHTS} does not match its checksum.", _REMEDY)
        self._weights = {name: np.array(value, dtype=np.float32) for name, value in card["weights"].items()}

    def probabilities(self, features: "Sequence[Sequence[float]]") -> "NDArray[np.float32]":
        """Return the probability of each word to belong in the question, shape ``(words,)``, 0 to 1."""
        import numpy as np

        given = np.array(features, dtype=np.float32).reshape(len(features), FEATURES)
        named = self._weights
        hidden = np.maximum((given - named["mean"]) / named["scale"] @ named["hidden"] + named["hidden_bias"], 0.0)
        chances: NDArray[np.float32] = 1 / (1 + np.exp(-(hidden @ named["out"] + named["out_bias"])))
        return chances


def digest(weights: Any) -> str:
    """Hash the weights of a network, as their JSON."""
    return hashlib.sha256(json.dumps(weights, sort_keys=True).encode()).hexdigest()


@cache
def judge() -> Judge:
    """Open the network that ships, once.

    Returns:
        The network.

    Raises:
        ModelMissing: If it is missing or altered.
    """
    try:
        card = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelMissing(f"{WEIGHTS} cannot be read: {error}", _REMEDY) from error
    return Judge(card)


def belonging(question: str, ours: str, said: Sequence[Said], least: float | None = None) -> list[str]:
    """Find the words of earlier turns that belong in a question and are missing from it.

    Args:
        question: As it was typed.
        ours: As the rules rewrote it; the same if they left it unchanged.
        said: The conversation so far, oldest first.
        least: The least probability, 0 to 1; None requires a higher one if the rules left the question unchanged.

    Returns:
        The words as written, in order, each once.
    """
    proposed = candidates(question, ours, words_of(question, said))
    if not proposed.words:
        return []
    needed = _SURE if least is None else least
    best: defaultdict[str, float] = defaultdict(float)
    for term, sure in zip(proposed.terms, judge().probabilities(proposed.features), strict=True):
        best[term] = max(best[term], float(sure))
    has = frozenset(content_terms(ours))
    first = dict(zip(reversed(proposed.terms), reversed(proposed.words), strict=True))
    return [word for term, word in reversed(first.items()) if best[term] > needed and term not in has]
