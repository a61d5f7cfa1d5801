"""Fill the README's generated parts: the table of settings and the figures.

python -m docs.readme            write them
python -m docs.readme --check    say whether they are as they should be
"""

import ast
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from qa.settings import keys

ROOT = Path(__file__).resolve().parent.parent
_CLASSES = {
    "ChunkingSettings": ("corpus/settings.py", "chunking"),
    "LoadingSettings": ("corpus/settings.py", "loading"),
    "EncoderSettings": ("index/settings.py", "encoder"),
    "RetrievalSettings": ("index/settings.py", "retrieval"),
    "ReadingSettings": ("qa/settings.py", "reading"),
    "Settings": ("qa/settings.py", ""),
}


def settings_table() -> str:
    """Write every setting with its default and what its docstring says."""
    told = dict(_docstrings())
    rows = ["| setting | default | what it does |", "|---|---|---|"]
    for key, default in keys().items():
        shown = f"the user's {'data' if key == 'index' else 'cache'} folder" if isinstance(default, Path) else default
        rows.append(f"| `{key}` | {shown} | {told[key]} |")
    return "\n".join(rows)


def figures_table(results: Path) -> str:
    """Write the newest measurements as one table, with the machine and the command."""
    newest = max(results.glob("*.json"))
    stored: dict[str, Any] = json.loads(newest.read_text(encoding="utf-8"))
    machine = stored["machine"]
    rows = ["| what | bar | seen |", "|---|---|---|"]
    for name, report in stored["reports"].items():
        rows += [f"| {f['what']} | {f['bar'] or '-'} | {f['seen']} |" for f in report["figures"] if name]
    rows.append("")
    rows.append(
        f"Seen on {stored['date']} on {machine['cores']} cores of an {machine['cpu']}, Python {machine['python']}; "
        "`make bench` measures them again, [bench/README.md](bench/README.md) says how."
    )
    return "\n".join(rows)


def filled(readme: str) -> str:
    """Put the generated parts between their marks."""
    for name, text in (("settings", settings_table()), ("figures", figures_table(ROOT / "bench" / "results"))):
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        head, rest = readme.split(begin, 1)
        _, tail = rest.split(end, 1)
        readme = f"{head}{begin}\n{text}\n{end}{tail}"
    return readme


def _docstrings() -> Iterator[tuple[str, str]]:
    for name, (file, section) in _CLASSES.items():
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        body = next(node.body for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name == name)
        for field, after in pairwise(body):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(after, ast.Expr):
                key = f"{section}.{field.target.id}".lstrip(".")
                yield key, " ".join(str(ast.literal_eval(after.value)).split())


if __name__ == "__main__":
    path = ROOT / "README.md"
    before = path.read_text(encoding="utf-8")
    after = filled(before)
    if "--check" in sys.argv:
        sys.exit(before != after)
    path.write_text(after, encoding="utf-8")
