"""Sentences that only one article of a story has, and repetitions of passages above."""

from collections.abc import Callable

import pytest

from index.build import Build
from index.retrieval.deduplicate import Collapser
from index.retrieval.fusion import FusedScore
from index.retrieval.story_sentences import StorySentences, sentences_of

STORKS = "A pair of storks has built a nest on the chimney of the old dairy in Castleby."
SIREN = "The fire service said many children of the primary school count the eggs by camera."


def is_own(own: str, others: str) -> bool:
    told = StorySentences({1: [f"{STORKS} {own}"], 2: [STORKS, others]})
    alone = told.alone(1, sentences_of(own))
    return any(not told.reworded(1, article) for article in alone)


def test_a_sentence_that_no_other_article_has_is_its_articles_own() -> None:
    assert is_own("The farmer asked the council for the price of the barley that was trampled.", SIREN)


def test_a_sentence_that_another_article_has_too_is_not() -> None:
    assert not is_own(SIREN, SIREN)
    assert not is_own(SIREN.casefold(), f"It is spring again in the town. {SIREN}")


def test_a_sentence_with_other_small_words_is_not() -> None:
    reworded = "The fire service stated a lot of children of the primary school count the eggs by camera."
    assert not is_own(reworded, SIREN)


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("Rescuers pulled 14 people from the river by boat at dawn.", "Rescuers dragged 12 people out of the river."),
        ("It was said that fourteen people drowned there.", "It was told that twelve people drowned there."),
        ("The old bridge was not closed on that day.", "The old bridge had been closed on that day."),
        ("The young driver lived in Tolne by himself.", "The young driver came from Karby by himself."),
    ],
)
def test_a_sentence_with_another_figure_name_or_negation_is(own: str, other: str) -> None:
    assert is_own(own, other)


def test_a_sentence_is_not_reworded_by_one_that_its_article_has_as_well() -> None:
    spoke, resigned = "The mayor spoke on Monday evening.", "The mayor quit late on Monday evening."
    told = StorySentences({1: [f"{spoke} {resigned}"], 2: [spoke]})
    (alone,) = told.alone(1, sentences_of(resigned))
    assert not told.reworded(1, alone)
    assert StorySentences({1: [resigned], 2: [spoke]}).reworded(1, alone)


# ---------------------------------------------------------------- in a ranking


def sentence(number: int) -> str:
    return " ".join(f"word{number}x{place}" for place in range(12)).capitalize() + "."


def ranked(build: Build, *passages: tuple[str, int]) -> list[tuple[str, int]]:
    """Rank passages, given by article and ordinal, as they come, and collapse them."""
    every = {(stored.passage.article_id, stored.passage.ordinal): stored.row for stored in build.store.indexed()}
    names = {row: name for name, row in every.items()}
    scores = [FusedScore(every[name], 1.0 - place / 10, 0.5, 0.5) for place, name in enumerate(passages)]
    return [names[kept.score.row] for kept in Collapser(build.store).collapsed(scores, 10, None)]


def story(indexed: Callable[..., Build], **texts: list[int]) -> Build:
    entries = [
        {"id": name, "title": "Storks nest at Castleby", "text": " ".join(map(sentence, numbers)), "date": "2024-05-01"}
        for name, numbers in texts.items()
    ]
    return indexed(*entries)


def test_a_passage_that_two_passages_above_say_together_is_taken_out(indexed: Callable[..., Build]) -> None:
    rest = [number for number in range(20) if number not in (0, 1, 6, 7, 19)]
    build = story(indexed, a=list(range(22)), b=[0, 1, 6, 7, 19, *rest])
    assert ranked(build, ("a", 0), ("b", 0)) == [("a", 0), ("b", 0)]
    assert ranked(build, ("a", 0), ("a", 1), ("b", 0)) == [("a", 0), ("a", 1)]


def test_a_sentence_that_the_story_says_in_a_passage_not_ranked_is_not_a_copys_own(
    indexed: Callable[..., Build],
) -> None:
    build = story(indexed, a=list(range(22)), b=[90, *range(20)])
    assert ranked(build, ("a", 0), ("b", 0)) == [("a", 0), ("b", 0)]  # sentence 90 is b's own
    assert ranked(build, ("a", 1), ("b", 1)) == [("a", 1)]


def test_no_more_passages_are_kept_than_asked_for(indexed: Callable[..., Build]) -> None:
    build = story(indexed, a=list(range(16)), b=list(range(16)))
    scores = [FusedScore(row, 1.0 - row / 10, 0.5, 0.5) for row in range(4)]
    assert [kept.score.row for kept in Collapser(build.store).collapsed(scores, 2, None)] == [0, 1]
