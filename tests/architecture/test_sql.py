"""SQL is written in the store, or in the folder that owns a table."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITTEN = r"INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA\s"
SQL = re.compile(rf"\b(?:SELECT\s+[\w*{{.]|{WRITTEN})")
OWN_TABLES = {
    "index/rebuild/embedding_cache.py",
    "qa/conversation/history.py",
    "qa/desk/database.py",
    "qa/desk/follow/store.py",
    "qa/desk/notes/store.py",
}
"""Each keeps a database or tables of its own."""


def strings_of(path: Path) -> str:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return "\n".join(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_queries_are_written_where_their_tables_are_known() -> None:
    modules = [path for package in ("corpus", "index", "qa", "tui") for path in (ROOT / package).rglob("*.py")]
    asking = {path.relative_to(ROOT).as_posix() for path in modules if SQL.search(strings_of(path))}
    stray = {name for name in asking if not name.startswith(("index/store/", "index/stories/"))}
    assert stray == OWN_TABLES
