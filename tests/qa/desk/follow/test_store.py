"""Stored followed questions: by several processes, over several indexes, each change reported once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from index.filters import EVERYTHING, read_filter
from qa.desk.follow.follows import Change
from qa.desk.follow.store import digests_in, open_follows
from qa.types import Answer, Refusal, Seconds

REFUSED = Answer("who?", None, None, (), (), Refusal("no span", 0.4, 0.1, (), ()), Seconds())
ONE, TWO, THREE = b"a" * 8, b"b" * 8, b"c" * 8


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Any]:
    with open_follows(tmp_path / "desk.sqlite", tmp_path / "index") as store:
        yield store


def keep(store: Any, question: str = "who?", where: Any = EVERYTHING) -> Any:
    return store.add(question, where, REFUSED, [ONE], "first", ONE + TWO)


def test_a_question_is_kept_once_for_each_filter(store: Any) -> None:
    assert keep(store).follow_id == keep(store).follow_id
    other = keep(store, where=read_filter({"source": "wire"}))
    assert [(follow.question, str(follow.where)) for follow in store.all()] == [("who?", ""), ("who?", "source wire")]
    assert other.open


def test_the_questions_of_another_index_are_apart(store: Any, tmp_path: Path) -> None:
    keep(store)
    with open_follows(tmp_path / "desk.sqlite", tmp_path / "other") as other:
        assert other.all() == []
        assert not other.remove(1)
        assert other.outdated("second") == []


def test_what_a_build_held_is_known_until_no_question_was_held_against_it(store: Any) -> None:
    keep(store)
    assert store.outdated("first") == []
    (kept,) = store.outdated("second")
    assert store.articles_of(kept.state) == {ONE, TWO}
    assert kept.evidence == {ONE}
    assert store.hold(kept, REFUSED, [TWO], None, "second", ONE + THREE)
    assert store.articles_of("first") == frozenset()
    assert store.articles_of("second") == {ONE, THREE}


def test_of_two_processes_that_look_at_once_one_tells(store: Any, tmp_path: Path) -> None:
    keep(store)
    (kept,) = store.outdated("second")
    change = Change(1, "who?", "unsaid", datetime(2026, 11, 12, tzinfo=UTC), REFUSED, REFUSED)
    with open_follows(tmp_path / "desk.sqlite", tmp_path / "index") as other:
        (theirs,) = other.outdated("second")
        assert other.hold(theirs, REFUSED, [], change, "second", ONE)
    assert not store.hold(kept, REFUSED, [], change, "second", ONE)
    assert store.changes() == [replace(change)]
    assert store.all()[0].changed == change.noticed


def test_a_removed_question_takes_its_changes_along(store: Any) -> None:
    keep(store)
    (kept,) = store.outdated("second")
    change = Change(1, "who?", "unsaid", datetime(2026, 11, 12, tzinfo=UTC), REFUSED, REFUSED)
    store.hold(kept, REFUSED, [], change, "second", ONE)
    assert store.remove(1)
    assert store.changes() == []
    assert store.articles_of("second") == frozenset()


def test_digests_are_parted_where_they_end() -> None:
    assert digests_in(ONE + TWO) == {ONE, TWO}
    assert digests_in(b"") == frozenset()
