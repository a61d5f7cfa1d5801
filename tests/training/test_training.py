"""The training data of the reader, and how a pair is encoded."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from training.data import TIMED, Example
from training.evaluate import APART
from training.features import CLS, MASK, SEP, WINDOW, collate, feature, masked
from training.held_out import choose_held_out, held_out, measuring, trainable
from training.stream import SEARCHED, SHARES

DATA = Path(__file__).parents[3] / "shared" / "data"
PASSAGE = "The mill at Oakhaven was built in 1871. Its oak shaft is 5.2 metres long. Ada Byron rebuilt it in 1904."
NAMES = ("Ada", "Bela", "Cora", "Dora", "Edna", "Flora", "Greta", "Hilda")


def test_what_measures_is_never_trained_on_whatever_the_source(made: Path) -> None:
    for source in SHARES | SEARCHED:
        assert len(trainable(made, source)) == 2 * len(NAMES)
        assert not {example.article_id for example in trainable(made, source)} & set(held_out()["new_wiki"])
    with pytest.raises(ValueError, match="held out"):
        trainable(made, "quoref_b")


def test_questions_that_name_a_time_are_put_to_a_paragraph_and_never_to_a_heading(made: Path) -> None:
    examples = trainable(made, TIMED)
    assert [example.title for example in examples[:2]] == ["Ada bridge"] * 2
    assert [example.answers for example in examples[:4]] == [["20 pence"], [], ["21 pence"], []]
    assert all("toll was" in example.passage for example in examples)


@pytest.mark.skipif(not DATA.exists(), reason=f"no data sets at {DATA}")
def test_the_committed_list_is_what_the_rule_chooses() -> None:
    assert choose_held_out(DATA) == held_out()
    for source in ("new_wiki", "squad2"):
        kept = {example.article_id for example in trainable(DATA, source)}
        assert not kept & {example.article_id for example in measuring(DATA, source)}


@pytest.mark.skipif(not DATA.exists(), reason=f"no data sets at {DATA}")
def test_hardly_a_passage_of_what_measures_is_trained_on_under_another_name() -> None:
    """If a data set is divided by question, each half has passages of the other."""
    learnt = {example.passage for source in SHARES | SEARCHED for example in trainable(DATA, source)}
    for source in ("new_wiki", "squad2", *APART):
        passages = {example.passage for example in measuring(DATA, source)}
        assert len(passages & learnt) < 0.01 * len(passages), source


def test_a_pair_points_at_the_answer_in_the_passage_after_the_title(
    tokens: Tokenizer, example: Callable[..., Example]
) -> None:
    made = feature(tokens, example())
    (start,) = made.starts
    low, high = made.offsets[start - made.passage]
    assert PASSAGE[low:high] == "1871"
    assert made.starts == made.ends == {start: 1.0}
    assert made.ids[0] == CLS
    assert made.ids[made.body - 1] == made.ids[-1] == SEP
    assert tokens.decode(made.ids[made.body : made.passage]) == "mills"


def test_several_answers_share_the_target_and_none_is_the_first_token(
    tokens: Tokenizer, example: Callable[..., Example]
) -> None:
    one = example()
    years = tuple((match.start(), match.end()) for match in re.finditer(r"1871|1904|1904", PASSAGE))
    several = replace(one, spans=(*years, years[0]))
    assert sorted(feature(tokens, several).starts.values()) == pytest.approx([1 / 3, 2 / 3])
    none = replace(one, spans=())
    assert feature(tokens, none).starts == {0: 1.0}
    assert not feature(tokens, none).answerable


def test_an_answer_longer_than_the_window_is_no_answer_wherever_it_is_cut(tokens: Tokenizer) -> None:
    passage = " ".join(f"flour{number}" for number in range(400))
    long = Example("covid", "1", "Mills", "", passage, "What is ground?", ((0, len(passage) - 10),))
    for seed in range(20):
        pair = feature(tokens, long, chance=random.Random(seed))
        assert len(pair.ids) <= WINDOW
        assert not pair.answerable


def test_a_long_passage_is_cut_around_its_answer(tokens: Tokenizer) -> None:
    long = "Nothing of it is told here. " * 90
    passage = long + PASSAGE + long
    at = passage.index("1871")
    asked = Example("nq", "1", "", "", passage, "When was the mill built?", ((at, at + 4),))
    for seed in range(20):
        made = feature(tokens, asked, chance=random.Random(seed))
        assert len(made.ids) <= WINDOW
        (start,) = made.starts
        low, high = made.offsets[start - made.passage]
        assert passage[low:high] == "1871"


def test_what_is_masked_is_never_of_the_answer(tokens: Tokenizer, example: Callable[..., Example]) -> None:
    pair = feature(tokens, example("Which metres long shaft is it?", "oak shaft is 5.2 metres long"))
    hidden = masked(pair, 1.0, random.Random(1))
    (low,), (high,) = pair.starts, pair.ends
    assert hidden.ids[low : high + 1] == pair.ids[low : high + 1]
    assert set(hidden.ids[:low] + hidden.ids[high + 1 :]) == {CLS, SEP, MASK}
    assert hidden.whole == pair.ids
    assert masked(pair, 0.0, random.Random(1)) == pair


def test_a_batch_is_padded_and_says_which_pairs_answer(tokens: Tokenizer, example: Callable[..., Example]) -> None:
    pairs = [feature(tokens, example()), feature(tokens, Example("nq", "2", "", "", "Rain.", "Who?", ()))]
    batch = collate(pairs)
    assert batch.input_ids.shape[1] % 16 == 0
    assert batch.attention_mask.sum(axis=1).tolist() == [len(pair.ids) for pair in pairs]
    assert batch.answerable.tolist() == [1.0, 0.0]
    assert batch.starts.sum(axis=1).tolist() == [1.0, 1.0]
