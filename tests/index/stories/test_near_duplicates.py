"""Which texts are copies of one another, and which only report the same event."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.files import Skip
from index.stories.minhash import minhash, minima_of, runs_of, word_tokens
from index.stories.near_duplicates import MinHashed, Texts, gather

if TYPE_CHECKING:
    from tests.conftest import Run

WORDS = [f"{first}{second}" for first in ("bar", "cel", "dun", "fen", "gor", "hal") for second in (
    "ard", "bey", "ck", "dle", "ey", "field", "ham", "ing", "ley", "mer", "nor", "ow", "per", "rick", "ston", "ton",
)]  # fmt: skip


def prose(seed: int, count: int = 300) -> list[str]:
    chosen = random.Random(seed)
    return [chosen.choice(WORDS) + str(chosen.randrange(40)) * (chosen.random() < 0.3) for _ in range(count)]


def minhashed(row: int, words: list[str], published: date | None = date(2024, 3, 1)) -> MinHashed:
    return MinHashed(row, len(words), published, minhash(words))


def stories(texts: list[list[str]], days: list[date | None] | None = None) -> dict[int, int]:
    when = days or [date(2024, 3, 1)] * len(texts)
    articles = [minhashed(row, words, day) for row, (words, day) in enumerate(zip(texts, when, strict=True))]
    return gather(articles, Texts(lambda row: " ".join(texts[row])), lambda: None)


def rewritten(words: list[str], share: float, seed: int = 1) -> list[str]:
    chosen = random.Random(seed)
    return [f"other{chosen.randrange(999)}" if chosen.random() < share else word for word in words]


def test_the_same_text_is_a_copy_whatever_its_case_and_punctuation() -> None:
    text = "The lock was shut, the keeper said. “No boat has passed!”"
    other = "THE LOCK was shut: the keeper said: No boat has passed"
    assert minhash(word_tokens(text)) == minhash(word_tokens(other))
    assert stories([word_tokens(text), word_tokens(other)]) == {1: 0}


@pytest.mark.parametrize(
    "change",
    [
        lambda words: words[:140] + words[160:],
        lambda words: rewritten(words, 0.05),
        lambda words: prose(901, 30) + words + prose(902, 60),
        lambda words: words[:220],
        lambda words: prose(903, 25) + rewritten(words[:280], 0.03),
    ],
    ids=["a sentence dropped", "words replaced", "header and footer", "the end cut off", "all of it"],
)
@pytest.mark.parametrize("seed", range(5))
def test_a_light_rewrite_is_a_copy(change: Any, seed: int) -> None:
    words = prose(seed)
    groups = stories([words, change(words), prose(seed + 500)])
    assert len(groups) == 1
    assert {*groups, *groups.values()} == {0, 1}


def test_two_tellings_of_one_event_in_their_own_words_are_not_copies(
    articles: Path, load: Callable[..., list[Article | Skip]]
) -> None:
    one, other = (
        word_tokens(load(articles / name)[0].text) for name in ("skerrow-lighthouse.txt", "quarry-sea-dragon.html")
    )
    assert stories([one, other]) == {}


def test_pages_that_share_a_long_footer_are_not_copies() -> None:
    footer = prose(77, 900)
    assert stories([prose(1, 200) + footer, prose(2, 200) + footer]) == {}


def test_a_yearly_piece_written_again_from_last_years_is_not_a_copy() -> None:
    words = prose(3)
    again = rewritten(words, 0.06)
    assert stories([words, again], [date(2023, 3, 1), date(2023, 3, 20)])
    assert not stories([words, again], [date(2023, 3, 1), date(2024, 3, 1)])
    assert stories([words, again], [date(2023, 3, 1), None])


def test_a_report_with_other_figures_is_not_a_copy() -> None:
    """As in lottery results and scores: the same words around other numbers."""
    words = prose(4, 120)
    one = [part for at, word in enumerate(words) for part in (word, *([str(at * 7)] if at % 8 == 0 else []))]
    other = [part for at, word in enumerate(words) for part in (word, *([str(at * 7 + 3)] if at % 8 == 0 else []))]
    assert stories([one, other]) == {}
    assert stories([one, [word for word in one if word != "56"]])


def test_texts_that_each_resemble_only_the_next_are_not_one_story() -> None:
    words = prose(5, 400)
    chain = [words[start : start + 240 + start // 40] for start in range(0, 160, 40)]
    groups = stories(chain)
    texts = Texts(lambda row: " ".join(chain[row]))
    for row, lead in groups.items():
        assert texts.compare(minhashed(row, chain[row]), minhashed(lead, chain[lead])).is_copy()


def test_the_longest_telling_leads_its_story() -> None:
    words = prose(6)
    assert stories([words[:250], words, words[:270]]) == {0: 1, 2: 1}


def test_copies_are_found_whatever_the_order() -> None:
    texts = [prose(seed) for seed in range(30)]
    texts += [rewritten(texts[seed], 0.04) for seed in range(0, 30, 3)]
    expected = {frozenset((seed, 30 + place)) for place, seed in enumerate(range(0, 30, 3))}
    for seed in range(3):
        order = random.Random(seed).sample(range(len(texts)), len(texts))
        groups = stories([texts[at] for at in order])
        assert {frozenset((order[row], order[lead])) for row, lead in groups.items()} == expected


def test_a_text_without_words_breaks_nothing() -> None:
    assert stories([[], ["one"], ["one", "two"], []]) == {3: 0}


def test_of_texts_of_a_few_words_only_the_same_are_copies() -> None:
    words = prose(10, 29)
    assert stories([words, words[:28], [*words]]) == {2: 0}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("alpha beta gamma delta epsilon zeta".split()), max_size=60))
def test_the_same_words_have_the_same_signature(words: list[str]) -> None:
    assert minhash(words) == minhash(list(words))
    assert minima_of([minhash(words)]).shape == (1, 128)


def test_what_has_been_compared_is_not_read_again() -> None:
    texts = [prose(11), rewritten(prose(11), 0.05), prose(12)]
    articles = [minhashed(row, words) for row, words in enumerate(texts)]
    first = Texts(lambda row: " ".join(texts[row]))
    result = gather(articles, first, lambda: None)
    again = Texts(lambda row: pytest.fail(f"{row} is read"), first.compared)
    assert gather(articles, again, lambda: None) == result == {1: 0}
    assert again.compared == first.compared


def test_signatures_estimate_how_much_texts_overlap() -> None:
    words = prose(8, 2000)
    for share in (0.02, 0.1, 0.3):
        other = rewritten(words, share)
        runs, others = set(runs_of(words)), set(runs_of(other))
        one, two = minima_of([minhash(words), minhash(other)])
        assert abs((one == two).mean() - len(runs & others) / len(runs | others)) < 0.15


def test_a_signature_does_not_depend_on_the_process(script: "Run") -> None:
    done = script("from index.stories.minhash import minhash; print(minhash(['a', 'b', 'c', 'd']).hex())")
    assert done.out.strip() == minhash(["a", "b", "c", "d"]).hex()


def noting(texts: list[list[str]], read: list[int]) -> Texts:
    """Note the rows that are read."""

    def text(row: int) -> str:
        read.append(row)
        return " ".join(texts[row])

    return Texts(text)


def test_the_work_grows_with_the_archive_and_not_with_its_square() -> None:
    """A phrase that everybody uses must not make everybody a candidate of everybody."""
    opening = prose(9, 120)
    counts = []
    for size in (200, 800):
        texts = [opening + prose(seed + 1000, 130) for seed in range(size)]
        read: list[int] = []
        articles = [minhashed(row, words, date(2024, 3, 1) + timedelta(row)) for row, words in enumerate(texts)]
        gather(articles, noting(texts, read), lambda: None)
        counts.append(len(read) / size)
    assert counts[1] < 2 * max(counts[0], 1)
