"""Measures of answers: those of SQuAD 2, of selective answering and of calibration."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import SettingsInvalid
from qa.evaluation.compare import compare, read_run
from qa.evaluation.metrics import (
    area_under_risk,
    auroc,
    calibration_error,
    exact,
    f1,
    interval,
    reliability,
    risk_coverage,
)
from qa.evaluation.outcomes import figures_of, outcome_of
from qa.questions import question_type
from qa.reading.agreement import squad_normalise
from qa.types import Answer, Seconds


@pytest.mark.parametrize(
    ("answer", "wanted", "em", "shared"),
    [
        ("The 2018.", ["2018"], 1, 1),
        ("in October 2018", ["2018"], 0, 0.5),
        ("Anneke Vos", ["Vos", "the palaeontologist Anneke Vos"], 0, 0.8),
        ("", [], 1, 1),
        ("2018", [], 0, 0),
        ("", ["2018"], 0, 0),
        ("the", ["an"], 1, 1),
    ],
)
def test_answers_are_compared_by_the_rules_of_squad(answer: str, wanted: list[str], em: int, shared: float) -> None:
    assert exact(answer, wanted) == em
    assert f1(answer, wanted) == pytest.approx(shared)


def test_auroc_counts_pairs_in_order() -> None:
    assert auroc([0.9, 0.8, 0.1], [True, True, False]) == 1
    assert auroc([0.9, 0.8, 0.1], [False, True, True]) == 0
    assert auroc([0.5, 0.5], [True, False]) == 0.5
    assert auroc([0.5, 0.4], [True, True]) is None


def test_risk_rises_as_the_less_sure_are_answered() -> None:
    curve = risk_coverage([0.9, 0.2, 0.5], [1.0, 0.0, 1.0])
    assert curve == [(pytest.approx(1 / 3), 0), (pytest.approx(2 / 3), 0), (1, pytest.approx(1 / 3))]
    assert area_under_risk([0.9, 0.2, 0.5], [1.0, 0.0, 1.0]) == pytest.approx(1 / 9)
    assert area_under_risk([0.9, 0.2, 0.5], [0.0, 1.0, 1.0]) > 1 / 9
    assert area_under_risk([], []) is None


def test_calibration_error_is_the_distance_between_promise_and_worth() -> None:
    assert calibration_error([0.25] * 4, [1, 0, 0, 0]) == pytest.approx(0)
    assert calibration_error([0.95] * 4, [1, 0, 0, 0]) == pytest.approx(0.7)
    assert calibration_error([], []) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=30))
def test_every_answer_is_in_one_bin(pairs: list[tuple[float, float]]) -> None:
    bins = reliability([sure for sure, _ in pairs], [gain for _, gain in pairs])
    assert sum(bin_.answers for bin_ in bins) == len(pairs)
    assert [bin_.low for bin_ in bins] == sorted(bin_.low for bin_ in bins)
    for bin_ in bins:
        assert bin_.low - 1e-9 <= bin_.confidence <= bin_.high + 1e-9


def test_an_interval_holds_its_mean_and_is_the_same_every_time() -> None:
    values = [0.0, 1.0] * 40
    result = interval(values)
    assert result is not None
    low, high = result
    assert low < 0.5 < high
    assert interval(values) == result
    assert interval([]) is None


@given(st.text(max_size=40))
def test_every_answer_equals_itself(text: str) -> None:
    assert exact(text, [text]) == 1
    assert f1(text, [text]) == 1
    assert squad_normalise(text.upper()) == squad_normalise(text.upper().lower())


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did GCHQ join Instagram?", "when"),
        ("In what year was it built?", "when"),
        ("How many oaks were used?", "how many"),
        ("Who released the first cheetah when it came?", "who"),
        ("Where is the mill?", "where"),
        ("Why did it stop?", "why"),
        ("How did it stop?", "how"),
        ("What stopped?", "what"),
        ("Is Finland a member of NATO?", "yes/no"),
        ("Didn't it rain?", "yes/no"),
        ("Is it red or blue?", "other"),
        ("GCHQ Instagram date", "other"),
    ],
)
def test_a_question_tells_what_it_asks_for(question: str, kind: str) -> None:
    assert question_type(question) == kind


# ---------------------------------------------------------------- outcomes and runs


def answer(text: str | None, confidence: float | None, question: str = "Who is it?") -> Answer:
    return Answer(question, text, confidence, (), (), None, Seconds())


def test_an_answer_below_the_threshold_counts_as_refused_and_keeps_its_worth() -> None:
    low = outcome_of("q", ["Anneke Vos"], answer("Anneke Vos", 0.3), 0.5)
    assert (low.answered, low.em, low.f1, low.worth) == (False, 0, 0, 1)
    high = outcome_of("q", ["Anneke Vos"], answer("Anneke Vos", 0.7), 0.5)
    assert (high.answered, high.em, high.f1, high.worth) == (True, 1, 1, 1)
    silent = outcome_of("q", [], answer("Anneke Vos", 0.3), 0.5)
    assert (silent.answered, silent.em, silent.worth) == (False, 1, 0)


def test_figures_tell_refusals_types_and_calibration() -> None:
    outcomes = [
        outcome_of("1", ["Vos"], answer("Vos", 0.9), 0.5),
        outcome_of("2", ["Vos"], answer("Ash", 0.4, "When was it?"), 0.5),
        outcome_of("3", [], answer("Ash", 0.2), 0.5),
        outcome_of("4", [], answer("Ash", 0.6), 0.5),
    ]
    figures = figures_of(outcomes)
    assert figures.em == 0.5
    assert figures.refusal_precision == 0.5
    assert figures.refusal_recall == 0.5
    assert figures.answerable_auroc == 0.75
    assert set(figures.by_type) == {"who", "when"}
    assert figures.by_type["when"].answered == 0
    assert figures_of([]).em is None


def test_two_runs_are_compared_question_by_question() -> None:
    outcomes = [outcome_of(str(n), ["Vos"], answer("Vos" if n else "Ash", 0.9), 0.5) for n in range(10)]
    before = {str(n): {"em": 1.0, "f1": 1.0} for n in range(20)}
    compared = compare(before, outcomes)
    assert compared.questions == 10
    assert compared.changes[0].difference == pytest.approx(-0.1)
    assert compared.worse_by(0.05)
    assert not compared.worse_by(0.15)
    with pytest.raises(SettingsInvalid, match="in common"):
        compare({"other": {"em": 1.0, "f1": 1.0}}, outcomes)


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"outcomes": 7}', '{"outcomes": [{"question_id": "1"}]}'])
def test_a_file_that_is_no_run_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "run.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsInvalid, match=r"run\.json"):
        read_run(path)


def test_a_run_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(json.dumps({"outcomes": [{"question_id": 7, "em": 1, "f1": 0.5}]}), encoding="utf-8")
    assert read_run(path) == {"7": {"em": 1.0, "f1": 0.5}}
