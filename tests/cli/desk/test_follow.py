"""``qa follow``: a followed question is asked again over new articles, and changes are reported."""

import json
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qa.locations import desk_file

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

TOLL = "How many people died in the Brackwater flood?"
FERRY = "Who is the captain of the Sandray ferry?"
FLOOD = "The Brackwater flood\n\n13 March 2026\n\nThe Brackwater flood killed 39 people, the harbour master said.\n"
LATER = "Flood toll rises\n\n15 March 2026\n\nThe Brackwater flood killed 41 people in all, the harbour master said.\n"
CAPTAIN = "A new captain\n\nOona Farrell is the captain of the Sandray ferry since Monday, its owners said.\n"
BAKER = "Bread for the fair\n\nOttoline Reeve baked four hundred loaves for the midsummer fair this year.\n"


@pytest.fixture
def folder(tmp_path: Path, qa: "Run", monkeypatch: pytest.MonkeyPatch) -> Path:
    """Index one article, and follow a question that it answers and one that it does not."""
    folder = tmp_path / "wire"
    folder.mkdir()
    (folder / "flood.txt").write_text(FLOOD, encoding="utf-8")
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    assert qa("rebuild", folder).code == 0
    for question in (TOLL, FERRY):
        assert qa("follow", question).code == 0
    return folder


def add(folder: Any, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def lines(done: Any) -> list[dict]:
    return [json.loads(line) for line in done.out.splitlines()]


@pytest.mark.usefixtures("folder")
def test_a_question_is_kept_with_its_answer_where_only_its_owner_may_read(qa: "Run") -> None:
    kept = lines(qa("follow", "--list", "--json"))
    assert [(question["id"], question["question"], question["answer"]["answer"]) for question in kept] == [
        (1, TOLL, "39"),
        (2, FERRY, None),
    ]
    assert [line["id"] for line in lines(qa("follow", "--open", "--json"))] == [2]
    if os.name != "nt":
        assert stat.S_IMODE(desk_file().stat().st_mode) == 0o600


def test_a_rebuild_tells_first_what_became_answerable_and_then_what_changed_and_once(qa: "Run", folder: Path) -> None:
    add(folder, later=LATER, captain=CAPTAIN)
    done = qa("rebuild")
    assert done.code == 0
    entries = [line for line in done.err.splitlines() if line.startswith((TOLL, FERRY))]
    assert [line.partition("?: ")[2].partition(" on ")[0] for line in entries] == ["answered", "your answer changed"]
    assert entries[0].endswith("Oona Farrell")
    assert entries[1].endswith("39 -> 41")
    beside = next(line for line in done.err.splitlines() if "before: 39" in line)
    assert "now: 41" in beside
    assert "2 followed questions, 2 new articles: 2 asked again" in done.err
    assert qa("follow", "--open").code == 1
    assert {change["kind"] for change in lines(qa("follow", "--changes", "--json"))} == {"answered", "changed"}
    assert qa("follow", "--check").code == 1
    assert TOLL not in qa("rebuild").err


def test_a_file_that_was_moved_is_not_new_and_one_about_something_else_alters_nothing(qa: "Run", folder: Path) -> None:
    (folder / "flood.txt").rename(folder / "flood-of-friday.txt")
    assert "0 new articles: 0 asked again" in qa("rebuild").err
    add(folder, baker=BAKER)
    assert "no answer changed" in qa("rebuild").err


def test_an_answer_whose_article_is_gone_is_reported(qa: "Run", folder: Path) -> None:
    add(folder, baker=BAKER)
    assert qa("rebuild").code == 0
    (folder / "flood.txt").unlink()
    assert f"{TOLL}: no longer answered by the articles since" in qa("rebuild").err


def test_a_command_is_run_for_each_change_without_a_shell(qa: "Run", folder: Path, tmp_path: Path) -> None:
    """The question is the last word of the command, whatever a shell would make of it."""
    question = "Who is the captain of the Sandray ferry; echo $HOME `id`?"
    assert qa("follow", question).code == 0
    log = tmp_path / "log.jsonl"
    code = (
        f"import json, sys; open({str(log)!r}, 'a').write(json.dumps([sys.argv[1:], json.load(sys.stdin)]) + chr(10))"
    )
    script = tmp_path / "note.py"
    script.write_text(code, encoding="utf-8")
    add(folder, captain=CAPTAIN)
    assert qa("rebuild", "--notify", f"'{sys.executable}' '{script}' first").code == 0
    given = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert sorted(change["question"] for _, change in given) == sorted([FERRY, question])
    for (first, headline), change in given:
        assert first == "first"
        assert headline.startswith(f"{change['question']}: answered on ")
        assert change["schema"] == "quotewire.change/1"
        assert (change["before"]["answer"], change["after"]["answer"]) == (None, "Oona Farrell")


def test_a_command_that_cannot_be_run_fails_nothing_and_what_was_answered_may_be_forgotten(
    qa: "Run", folder: Path
) -> None:
    add(folder, captain=CAPTAIN)
    done = qa("rebuild", "--notify", "no-such-command-anywhere")
    assert done.code == 0
    assert "no-such-command-anywhere could not be run" in done.err
    assert qa("follow", "--remove", 2).code == 0
    assert qa("follow", "--remove", 2).code == 1
    assert [line["id"] for line in lines(qa("follow", "--list", "--json"))] == [1]
    assert qa("rebuild", "--notify", "'unbalanced").code == 2


@pytest.mark.parametrize("arguments", [(), ("--list", "--check"), ("--list", "a question"), ("--remove", "0")])
def test_wrong_usage_is_reported(qa: "Run", arguments: tuple[str, ...]) -> None:
    done = qa("follow", *arguments)
    assert (done.code, done.out) == (2, "")


def test_the_desks_file_that_is_damaged_is_reported_and_the_rebuild_stands(qa: "Run", folder: Path) -> None:
    desk_file().write_bytes(b"not a database, whatever it is called" * 100)
    add(folder, captain=CAPTAIN)
    done = qa("rebuild")
    assert done.code == 0
    assert "cannot be used" in done.err
    assert qa("follow", "--list").code == 4
