"""Records of exports: their fields under any name and in any position."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.article import Article
from corpus.files import Skip

if TYPE_CHECKING:
    from tests.conftest import Run

# ---------------------------------------------------------------- exports


def test_own_names_of_fields_are_looked_for_first(
    load: Callable[..., list[Article | Skip]], folder: Path, wikinews: list[dict]
) -> None:
    articles = load(folder / "own-names.parquet", fields=("text=Body", "title=Headline", "date=Day"))
    assert [article.title for article in articles] == [entry["title"] for entry in wikinews]
    assert [article.published.isoformat() for article in articles] == [entry["date"] for entry in wikinews]
    assert articles[0].date_from == "Parquet field Day"


def test_a_field_may_lie_in_an_object_within(load: Callable[..., list[Article | Skip]], tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    record = {"story": {"words": "It turned."}, "meta": {"by": "Ada"}, "text": "not this"}
    path.write_text(json.dumps([record]), encoding="utf-8")
    (article,) = load(path, fields=("text=story.words", "author=meta.by"))
    assert (article.text, article.author) == ("It turned.", "Ada")


@pytest.mark.parametrize("written", ["body", "text=", "colour=red", "=x"])
def test_names_of_fields_written_wrong_are_refused_by_name(
    load: Callable[..., list[Article | Skip]], tmp_path: Path, written: str
) -> None:
    from corpus.errors import SettingsInvalid

    with pytest.raises(SettingsInvalid, match=r"loading\.fields"):
        load(tmp_path / "a.json", fields=(written,))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"text": "One."}', ["One."]),
        ('[{"text": "One."}, {"text": "Two."}]', ["One.", "Two."]),
        ('{"count": 2, "data": {"docs": [{"body": "One."}, {"body": "Two."}]}}', ["One.", "Two."]),
        ('[{"text": "One.", "tags": [{"text": "no"}]}]', ["One."]),
        ('{"images": [{"name": "a.png"}], "text": "One."}', ["One."]),
    ],
    ids=["an object", "a list", "a list within", "lists within records", "a list within an article"],
)
def test_records_are_found_wherever_exports_put_them(
    load: Callable[..., list[Article | Skip]], tmp_path: Path, content: str, expected: list[str]
) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    assert [article.text for article in load(path)] == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_whatever_parts_its_cells_and_encodes_them(
    load: Callable[..., list[Article | Skip]], tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = tmp_path / "a.csv"
    rows = [["Title", "Text"], ["Café", f'He said: "Très bien{delimiter} été".\nAnd left.'], ["Two", "It turned."]]
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    path.write_bytes("\r\n".join(quoted).encode(encoding))
    one, two = load(path)
    assert (one.title, one.text, one.row) == ("Café", f'He said: "Très bien{delimiter} été".\nAnd left.', 2)
    assert (two.title, two.row) == ("Two", 4)


def test_a_field_of_markup_is_read_as_what_it_says(load: Callable[..., list[Article | Skip]], tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    markup = "<p>It <b>turned</b>.</p><p>5 &lt; 7</p><script>no()</script>"
    path.write_text(json.dumps({"text": markup}), encoding="utf-8")
    (article,) = load(path)
    assert article.text == "It turned.\n\n5 < 7"


def test_a_missing_extra_is_named_with_how_to_get_it(folder: Path, script: "Run") -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "import importlib.util as util\n"
        "found = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'pyarrow' else found(name, *rest)\n"
        "from corpus.parsing.parse import parse\n"
        "from corpus.settings import LoadingSettings\n"
        "print(*parse(Path(sys.argv[1]), LoadingSettings()))"
    )
    done = script(code, folder / "own-names.parquet")
    assert "Parquet needs pip install 'quotewire[parquet]'" in done.out, done.err


@pytest.mark.parametrize(
    "text",
    [
        "Zo&amp;euml; &amp;amp; Sons built it.",
        "<p>Zo&amp;euml; &amp;amp; Sons built it.</p>",
        "&lt;p&gt;Zo&amp;euml; &amp;amp; Sons built it.&lt;/p&gt;",
    ],
)
def test_entities_that_an_export_escaped_again_are_read_as_what_they_mean(
    article_of: Callable[..., Article], text: str
) -> None:
    assert article_of(json.dumps({"title": "Lyse", "text": text}), "a.jsonl").text == "Zoë & Sons built it."
