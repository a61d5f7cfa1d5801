"""docs/index-format.md describes every file, table and key of a real index, and its program runs."""

import json
import re
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.rebuild.embedding_cache import PendingVectors
from index.store.layout import BuildFolder, IndexFolder

if TYPE_CHECKING:
    from tests.conftest import Run

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "index-format.md").read_text(encoding="utf-8")


@pytest.fixture
def build(shared_index: Path) -> BuildFolder:
    return IndexFolder(shared_index).live()


def named(name: str) -> bool:
    return re.search(rf"`[^`\n]*(?<![\w.]){re.escape(name)}(?!\w)[^`\n]*`", PAGE) is not None


def test_every_file_is_reported(build: BuildFolder, shared_index: Path) -> None:
    top = [path.name for path in shared_index.iterdir()]
    files = [path.relative_to(build.path) for path in build.path.rglob("*") if path.is_file()]
    assert len(files) > 8
    for name in [*top, *(path.parts[0] for path in files)]:
        assert re.search(rf"^ +{re.escape(name)}\b", PAGE, re.MULTILINE), name
    for path in files:
        if len(path.parts) > 1 and path.suffix != ".lock":
            assert named(path.name) or named(path.suffix), path


def test_every_table_and_column_is_reported(build: BuildFolder, tmp_path: Path) -> None:
    pending = tmp_path / "pending.sqlite"
    PendingVectors(pending, 4).close()
    for file in (build.articles, pending):
        connection = sqlite3.connect(file)
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        assert tables
        for table in tables:
            assert named(table), table
            for _, column, *_ in connection.execute(f"PRAGMA table_xinfo({table})"):
                assert named(column), f"{table}.{column}"
        connection.close()


def test_every_key_of_the_manifest_is_reported(build: BuildFolder) -> None:
    stored = json.loads(build.manifest.read_text(encoding="utf-8"))
    record = next(iter(stored["files"].values()))
    for key in (*stored, *record, *stored["encoder"]):
        assert named(key), key


def test_what_only_an_engines_index_has_is_reported(engine_index: Path) -> None:
    build = IndexFolder(engine_index).live()
    stored = json.loads(build.manifest.read_text(encoding="utf-8"))
    connection = sqlite3.connect(build.articles)
    columns = [
        name for table in ("terms", "totals") for _, name, *_ in connection.execute(f"PRAGMA table_xinfo({table})")
    ]
    connection.close()
    for name in ("engine", *stored["engine"], "terms", "totals", *columns):
        assert named(name), name


@pytest.mark.models
def test_every_key_of_the_encoders_card_is_reported(article_index: Path) -> None:
    card = json.loads((IndexFolder(article_index).live().encoder / "encoder.json").read_text(encoding="utf-8"))
    for key in card:
        assert named(key), key


def test_the_program_reads_an_index_without_quotewire(script: "Run", shared_index: Path) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert "quotewire" not in program.lower()
    done = script(program, shared_index)
    assert re.fullmatch(r"\d\d+ passages hold", done.out.strip()), done.err
