"""Words that an article interrupts are verbatim without the interruption; joined words of two quotations are not."""

from collections.abc import Callable

import pytest

from index.build import Build
from index.lexical.bm25 import BM25Index
from index.lexical.opening import Words
from qa.desk.quotations.verify import verify_draft

_TEXT = """The ferry stopped running on Monday.

“The winch has gone,” the skipper, Tove Lind, told the harbour. “Nobody thought to oil it.”

“Rust,” said Tove Lind, “is what you get for saving on grease.”

‘We shall row’, said Tove Lind, ‘until the part is here’.

“Will it be long?” asked Bo Rask. “I have eggs to sell.”

“Not a week,” said Tove Lind. “Perhaps a month,” said Bo Rask.

“I carried the mail.” Tove Lind looked at the sea for a while. “Then I carried the goats.”
"""


@pytest.fixture
def label_of(indexed: Callable[..., Build]) -> Callable[[str], str]:
    build = indexed({"id": "ferry", "title": "The ferry", "text": _TEXT})
    assert isinstance(build.bm25, BM25Index)
    words = Words(build.store, build.bm25)

    def label_of(quote: str) -> str:
        (check,) = verify_draft("draft.md", f'Somebody said: "{quote}"', words).quotations
        return check.label

    return label_of


@pytest.mark.parametrize(
    "quote",
    [
        "The winch has gone. Nobody thought to oil it.",
        "Rust is what you get for saving on grease.",
        "Rust, is what you get for saving on grease.",
        "We shall row until the part is here.",
        "Will it be long? I have eggs to sell.",
    ],
)
def test_the_halves_of_one_saying_may_be_joined(quote: str, label_of: Callable[[str], str]) -> None:
    assert label_of(quote) == "verbatim"


@pytest.mark.parametrize(
    "quote",
    [
        "The winch has gone. Somebody thought to oil it.",
        "The winch has gone, Nobody thought to oil it.",
        "Rust is not what you get for saving on grease.",
        "Not a week. Perhaps a month.",
        "I carried the mail. Then I carried the goats.",
    ],
)
def test_other_words_two_speakers_and_two_sayings_are_not_joined(quote: str, label_of: Callable[[str], str]) -> None:
    assert label_of(quote) != "verbatim"
