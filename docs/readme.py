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
    "DenseSettings": ("index/settings.py", "dense"),
    "RetrievalSettings": ("index/settings.py", "retrieval"),
    "ReadingSettings": ("qa/settings.py", "reading"),
    "WebSettings": ("corpus/settings.py", "web"),
    "Settings": ("qa/settings.py", ""),
}


def settings_table() -> str:
    """Write every setting with its default and what its docstring says."""
    told = dict(_docstrings())
    rows = ["| setting | default | what it does |", "|---|---|---|"]
    for key, default in keys().items():
        shown = "none" if default == () else str(default).lower() if isinstance(default, bool) else default
        if isinstance(default, Path):
            shown = f"the user's {'cache' if key == 'cache' else 'data'} folder"
        rows.append(f"| `{key}` | {shown} | {told[key]} |")
    return "\n".join(rows)


def figures_table(results: Path, *, everything: bool) -> str:
    """Write the measurements as one table, with the machine, the days and the command.

    Args:
        results: The folder `bench.run` writes to.
        everything: Whether figures without a bar are in it too, and each one's command.

    Returns:
        The table and a sentence below it.
    """
    stored: dict[str, Any] = json.loads(max(results.glob("*.json")).read_text(encoding="utf-8"))
    machine = stored["machine"]
    rows = (
        ["| what | bar | seen | command |", "|---|---|---|---|"]
        if everything
        else ["| what | bar | seen |", "|---|---|---|"]
    )
    for name, report in stored["reports"].items():
        for figure in report.get("figures", ()):
            cells = [figure["what"], figure["bar"] or "-", figure["seen"]]
            cells += [f"`python -m bench.{name}`"] if everything else []
            rows += [f"| {' | '.join(cells)} |"] if everything or figure["bar"] else []
    days = sorted({report["date"] for report in stored["reports"].values() if report.get("figures")})
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    seen = f"Seen on {when} on {machine['cores']} cores of an {machine['cpu']}, Python {machine['python']}"
    more = "" if everything else "; `make bench` measures them again, [bench/README.md](bench/README.md) tells more"
    return "\n".join([*rows, "", f"{seen}{more}."])


def filled(readme: str) -> str:
    """Put the generated parts between their marks, where a document has them."""
    results = ROOT / "bench" / "results"
    for name, text in (
        ("settings", settings_table()),
        ("figures", figures_table(results, everything=False)),
        ("all figures", figures_table(results, everything=True)),
    ):
        begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        if begin not in readme:
            continue
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
    stale = False
    for path in (ROOT / "README.md", ROOT / "bench" / "README.md"):
        before = path.read_text(encoding="utf-8")
        stale = stale or before != filled(before)
        if "--check" not in sys.argv:
            path.write_text(filled(before), encoding="utf-8")
    sys.exit("--check" in sys.argv and stale)
