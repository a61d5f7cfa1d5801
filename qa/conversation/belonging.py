"""Which words of a conversation belong into a follow-up question: judged by a small network beside the rules.

Query resolution by term classification: a word of the history belongs if a person who asks the question in full would
say it. Each content word is judged by where it stands, how often it was said, what stands beside it, whether it looks
like a name and whether the rules put it in. `training.belonging` makes the weights; no encoder is needed.

Source:
    Voskarides et al., "Query Resolution for Conversational Search with Limited Supervision", SIGIR 2020; theirs judges
    by BERT-large, ours by features, for it runs before every question.
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
_SURE = 0.6
"""How likely a word must belong to be added where the rules found that the question leans."""
_SURER = 0.7
"""And where they left it as it is."""


class Judge:
    """A trained network of one hidden layer.

    Args:
        card: The contents of ``belonging.json``.

    Raises:
        ModelMissing: If its numbers are not those its checksum is of, or of another format.
    """

    def __init__(self, card: dict[str, Any]) -> None:
        import numpy as np

        if card.get("format") != FORMAT or card.get("sha256") != digest(card.get("weights")):
            raise ModelMissing(f"{WEIGHTS} does not hold the weights that its checksum is of.", _REMEDY)
        self._weights = {name: np.array(value, dtype=np.float32) for name, value in card["weights"].items()}

    def probabilities(self, features: "Sequence[Sequence[float]]") -> "NDArray[np.float32]":
        """Say of each word how likely it belongs into the question, shape ``(words,)``, 0 to 1."""
        import numpy as np

        given = np.array(features, dtype=np.float32).reshape(len(features), FEATURES)
        named = self._weights
        hidden = np.maximum((given - named["mean"]) / named["scale"] @ named["hidden"] + named["hidden_bias"], 0.0)
        found: NDArray[np.float32] = 1 / (1 + np.exp(-(hidden @ named["out"] + named["out_bias"])))
        return found


def digest(weights: Any) -> str:
    """Fold the numbers of a network, as their JSON."""
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
    """Find the words of a history that belong into a question and are not there.

    Args:
        question: As it was typed.
        ours: As the rules ask it; the same where they left it alone.
        said: The conversation so far, the last last.
        least: How likely they must belong, 0 to 1; None takes more where the rules left the question alone.

    Returns:
        The words as they stand, in order, each once.
    """
    found = candidates(question, ours, words_of(question, said))
    if not found.words:
        return []
    needed = least if least is not None else _SURER if ours == question else _SURE
    best: defaultdict[str, float] = defaultdict(float)
    for term, sure in zip(found.terms, judge().probabilities(found.features), strict=True):
        best[term] = max(best[term], float(sure))
    has = frozenset(content_terms(ours))
    first = dict(zip(reversed(found.terms), reversed(found.words), strict=True))
    return [word for term, word in reversed(first.items()) if best[term] > needed and term not in has]
