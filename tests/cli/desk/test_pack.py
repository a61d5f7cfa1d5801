"""``qa pack`` and ``qa unpack``: from an answer to a colleague's archive."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qa.conversation.history import History
from qa.engine import Engine
from qa.locations import history_file
from qa.settings import Settings

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models

GCHQ = "when did GCHQ join Instagram"
SPIES = "how-spy-agencies-learned-to-post.md"


@pytest.fixture(autouse=True)
def index(sample_index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_INDEX", str(sample_index))
    return sample_index


def test_an_answer_is_packed_checked_and_unpacked(qa: "Run", tmp_path: Path) -> None:
    out = tmp_path / "gchq.zip"
    done = qa("pack", GCHQ, "-o", out)
    assert done.code == 0
    path, seal = done.out.splitlines()
    assert path == str(out)
    checked = qa("unpack", "--check", out, "--seal", seal.split()[1])
    assert checked.code == 0
    assert checked.out.count("same file") >= 2
    assert "how-spy-agencies-learned-to-post.md:13" in checked.out
    assert qa("pack", GCHQ, "-o", out).code == 4
    assert qa("unpack", out, tmp_path / "out").out.strip() == str(tmp_path / "out" / "index.html")
    assert qa("unpack", "--check", tmp_path / "out", "--json").code == 0
    assert qa("unpack", out, tmp_path / "out").code == 4


def test_the_same_question_is_packed_to_the_same_bytes(qa: "Run", tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        assert qa("pack", GCHQ, "--with-text", "-o", tmp_path / name, "--name", "GCHQ").code == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert qa("pack", GCHQ, "-o", tmp_path / "dated", "--dated").code == 0
    assert json.loads((tmp_path / "dated" / "evidence.json").read_text(encoding="utf-8"))["packed"]


def test_a_conversation_and_a_followed_question_are_packed(qa: "Run", tmp_path: Path, index: Path) -> None:
    engine = Engine.open(Settings(index=index))
    history = History.open(history_file())
    history.add(None, engine.ask(GCHQ))
    history.close()
    engine.close()
    assert qa("follow", GCHQ).code == 0
    for number, source in enumerate((("--conversation", "last"), ("--conversation", "instagram"), ("--follow", "1"))):
        payload = json.loads(qa("pack", *source, "-o", tmp_path / str(number), "--json").out)
        assert payload["quotations"] >= 2
    assert qa("pack", "--conversation", "zeppelin", "-o", tmp_path / "x").code == 2
    assert qa("pack", "--follow", "7", "-o", tmp_path / "x").code == 2


def test_a_timeline_and_a_draft_are_packed(qa: "Run", tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        "It says: “GCHQ joined Instagram in October 2018.” And: “GCHQ joined Instagram in October 2019.”\n",
        encoding="utf-8",
    )
    for name, source in (("timeline", ("--timeline", "GCHQ Instagram")), ("draft", ("--draft", draft))):
        assert qa("pack", *source, "-o", tmp_path / name).code == 0
        done = qa("unpack", "--check", tmp_path / name)
        assert done.code == 0
        assert "same file" in done.out
    payload = json.loads((tmp_path / "draft" / "evidence.json").read_text(encoding="utf-8"))
    assert [stated["heading"].split(",")[0] for stated in payload["items"]][:2] == ["verbatim", "altered"]
    assert qa("pack", "--timeline", "zeppelins of Sandray", "-o", tmp_path / "x").code == 2


def test_what_a_colleague_does_not_have_is_reported(qa: "Run", tmp_path: Path, article_index: Path) -> None:
    assert qa("pack", GCHQ, "-o", tmp_path / "gchq.zip").code == 0
    done = qa("unpack", "--check", tmp_path / "gchq.zip", "--index", article_index, "--json")
    assert done.code == 1
    assert {json.loads(line)["standing"] for line in done.out.splitlines()} == {"missing"}
    done = qa("unpack", "--check", tmp_path / "gchq.zip", "--index", tmp_path / "nothing")
    assert done.code == 3
    assert "unaltered" in done.err


def test_a_pack_that_was_edited_is_refused_and_nothing_is_written(qa: "Run", tmp_path: Path) -> None:
    assert qa("pack", GCHQ, "-o", tmp_path / "gchq").code == 0
    page = tmp_path / "gchq" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("2018", "2019"), encoding="utf-8")
    done = qa("unpack", tmp_path / "gchq", tmp_path / "out")
    assert (done.code, done.out) == (4, "")
    assert "index.html has been altered" in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments", [("pack",), ("pack", "q", "--follow", "1"), ("unpack", "nowhere.zip", "--check"), ("pack", "-o", "x")]
)
def test_wrong_usage_is_reported(qa: "Run", arguments: tuple[str, ...]) -> None:
    assert qa(*arguments).code == 2


def test_notes_and_their_tags_are_in_a_pack_only_where_that_was_asked_for(qa: "Run", tmp_path: Path) -> None:
    assert qa("note", SPIES, "--at", "GCHQ joined Instagram", "ask their press office #gchq").code == 0
    assert qa("note", "mi5-joins-instagram.md", "#gchq again").code == 0
    assert qa("pack", GCHQ, "--tag", "gchq", "-o", tmp_path / "without").code == 0
    text = b"".join(path.read_bytes() for path in (tmp_path / "without").iterdir())
    assert (b"press office" in text, b"#gchq" in text, b'"tag"' in text) == (False, False, False)
    for name in ("with.zip", "again.zip"):
        assert qa("pack", GCHQ, "--with-notes", "-o", tmp_path / name).code == 0
    assert (tmp_path / "with.zip").read_bytes() == (tmp_path / "again.zip").read_bytes()
    assert qa("unpack", tmp_path / "with.zip", tmp_path / "with").code == 0
    notes = json.loads((tmp_path / "with" / "notes.json").read_text(encoding="utf-8"))
    assert {(note["note"], note["quote"]) for note in notes} == {
        ("ask their press office #gchq", "GCHQ joined Instagram"),
        ("#gchq again", None),
    }
    (tmp_path / "with" / "notes.json").write_text("[]")
    assert qa("unpack", "--check", tmp_path / "with").code == 4


def test_a_question_and_a_line_of_a_batch_are_held_to_a_tag(qa: "Run", tmp_path: Path) -> None:
    assert qa("note", SPIES, "one of them #spies").code == 0
    answer = json.loads(qa("ask", "--json", "--tag", "spies", GCHQ).out)
    assert {citation["article_id"] for citation in answer["citations"]} == {SPIES}
    assert (answer["filter"]["where"], answer["filter"]["articles"]) == ({"tag": "spies"}, 1)
    lines = tmp_path / "lines.jsonl"
    lines.write_text(json.dumps({"question": GCHQ, "where": {"tag": "spies"}}) + "\n")
    (of_line,) = map(json.loads, qa("ask", "--batch", lines).out.splitlines())
    assert of_line["filter"] == answer["filter"]
    assert qa("follow", "--tag", "spies", GCHQ).code == 0
    (kept,) = map(json.loads, qa("follow", "--list", "--json").out.splitlines())
    assert kept["filter"] == {"tag": "spies"}
