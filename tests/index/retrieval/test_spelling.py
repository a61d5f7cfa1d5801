"""Misspelt words of a question are replaced by words of the articles, and existing words never are."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from index.build import Build
from index.encoder.locate import SHIPPED
from index.encoder.onnx_encoder import OnnxEncoder
from index.retrieval.spelling import Speller

if TYPE_CHECKING:
    from tests.fakes import FakeEncoder

ARTICLES = (
    {
        "id": "a",
        "title": "On Twitter",
        "text": "The CIA has 3.2 million followers on Twitter. MI5 joined Instagram.",
    },
    {
        "id": "b",
        "title": "Letters",
        "text": "The M.I.6 archive holds letters of Sorensen, on MI-9 and the roofs. It has refused a petition "
        "that 40 people signed since May, since June and since July.",
    },
)


@pytest.fixture(scope="module")
def encoder() -> Any:
    return OnnxEncoder(SHIPPED)


@pytest.fixture
def read(indexed: Callable[..., Build], encoder: "FakeEncoder") -> Any:
    build = indexed(*ARTICLES)
    return Speller(build.bm25, build.store, encoder).respelt


@pytest.mark.parametrize(
    ("typed", "read_as", "words"),
    [
        ("how many folowers does the cia have on twiter", "how many followers does the cia have on Twitter",
         ("followers", "Twitter")),
        ("HOW MANY FOLOWERS", "HOW MANY followers", ("followers",)),
        ("who leads MI-5", "who leads MI5", ("MI5",)),
        ("who leads M.I.5", "who leads MI5", ("MI5",)),
        ("who leads mi 5", "who leads mi5", ("mi5",)),
        ("what does MI6 hold", "what does M.I.6 hold", ("M.I.6",)),
        ("what was MI9", "what was MI-9", ("MI-9",)),
        ("how many sined the petitoin", "how many signed the petition", ("signed", "petition")),
        ("the letters of Sorenson", "the letters of Sorensen", ("Sorensen",)),
    ],
)  # fmt: skip
def test_a_word_that_no_passage_has_is_read_as_the_nearest_that_one_has(
    read: Any, typed: str, read_as: str, words: tuple[str, ...]
) -> None:
    assert read(typed) == (read_as, words)


@pytest.mark.parametrize(
    "typed",
    [
        "when did MI8 join TikTok",  # another name is no misspelling
        "how many follow the CIA on Twitter",
        "who mended the root",  # an English word, however near to "roofs"
        "what did Torensen write",  # the first letter is seldom wrong
        "when will they be refunded",  # not "refused"
        "in May 5 people came in the U.S. A letter",
        "¿qué?",
    ],
)
def test_a_word_that_is_known_or_like_no_other_is_left(read: Any, typed: str) -> None:
    assert read(typed) == (typed, ())


class Counted:
    """A real index that counts the words looked up in it."""

    def __init__(self, search: Any) -> None:
        self._search, self.looked_up = search, 0

    def frequency(self, term: str) -> int:
        self.looked_up += 1
        return int(self._search.frequency(term))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._search, name)


def test_a_run_of_letters_that_is_no_word_is_not_looked_up_letter_by_letter(
    indexed: Callable[..., Build], encoder: "FakeEncoder"
) -> None:
    build, question = indexed(*ARTICLES), f"who is {'山' * 400} then"
    counted = Counted(build.bm25)
    assert Speller(counted, build.store, encoder).respelt(question) == (question, ())
    assert counted.looked_up < 20
