"""Fill the generated tables of the pages: settings, schemas and figures.

python -m docs.tables            write them
python -m docs.tables --check    say whether they are as they should be
"""

import ast
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from qa.output.schemas import SCHEMAS
from qa.settings import keys
from tui.commands.schema import PRINTED

ROOT = Path(__file__).resolve().parent.parent
_CLASSES = {
    "ChunkingSettings": ("corpus/settings.py", "chunking"),
    "LoadingSettings": ("corpus/settings.py", "loading"),
    "EncoderSettings": ("index/settings.py", "encoder"),
    "DenseSettings": ("index/settings.py", "dense"),
    "EngineSettings": ("index/settings.py", "engine"),
    "RetrievalSettings": ("index/settings.py", "retrieval"),
    "ReadingSettings": ("qa/settings.py", "reading"),
    "WebSettings": ("corpus/settings.py", "web"),
    "LanguageModelSettings": ("qa/settings.py", "llm"),
    "HistorySettings": ("qa/settings.py", "history"),
    "Settings": ("qa/settings.py", ""),
}

FLAGS = {
    "index": "--index",
    "encoder.model": "--model",
    "encoder.jobs": "--jobs",
    "encoder.workers": "--workers",
    "dense.exact": "--exact",
    "engine.kind": "--engine",
    "engine.url": "--url",
    "engine.collection": "--collection",
    "loading.include": "--include",
    "loading.exclude": "--exclude",
    "loading.max_megabytes": "--max-file-size",
    "loading.fields": "--field",
    "retrieval.k": "-k",
    "reading.threshold": "--min-confidence",
}
"""Settings that commands have a flag for."""
KEY_FIGURES = (
    "cold `qa ask`, whole process",
    "first `qa ask`: index the samples, answer",
    "articles read a second, 3,000 text files",
    "second `qa rebuild`, 1 of 300 changed, divided by the first",
    "warm retrieval, 296,921 passages, k=20, median",
    "end to end: F1",
    "end to end: refusal recall",
    "citations verbatim at their file's offsets, percent",
)
"""What a user asks about; bench/README.md has the others."""
DOCUMENTS = ("README.md", "bench/README.md", "docs/settings.md", "docs/programs.md")


def settings_table() -> str:
    """Write every setting with its default, its flag and what its docstring says."""
    told = dict(_docstrings())
    rows = ["| setting | default | flag | what it does |", "|---|---|---|---|"]
    for key, default in keys().items():
        shown = "none" if default in ((), "") else str(default).lower() if isinstance(default, bool) else default
        if isinstance(default, Path):
            shown = f"the user's {'cache' if key == 'cache' else 'data'} folder"
        flag = f"`{FLAGS[key]}`" if key in FLAGS else ""
        rows.append(f"| `{key}` | {shown} | {flag} | {told[key]} |")
    return "\n".join(rows)


def figures_table(results: Path, *, everything: bool) -> str:
    """Write the measurements as one table, with the machine, the days and the command.

    Args:
        results: The folder `bench.run` writes to.
        everything: Whether all figures are in it, with each one's command, or the key ones.

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
            rows += [f"| {' | '.join(cells)} |"] if everything or figure["what"] in KEY_FIGURES else []
    days = sorted({report["date"] for report in stored["reports"].values() if report.get("figures")})
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    seen = f"Seen on {when} on {machine['cores']} cores of an {machine['cpu']}, Python {machine['python']}"
    more = "" if everything else "; `make bench` measures them again, [bench/README.md](bench/README.md) lists them all"
    return "\n".join([*rows, "", f"{seen}{more}."])


def schemas_table() -> str:
    """Write every schema with what prints it."""
    rows = [f"| `{name}` | {PRINTED[name]} |" for name in SCHEMAS]
    return "\n".join(["| schema | what is under it |", "|---|---|", *rows])


def filled(readme: str) -> str:
    """Put the generated parts between their marks, where a document has them."""
    results = ROOT / "bench" / "results"
    for name, text in (
        ("settings", settings_table()),
        ("schemas", schemas_table()),
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
    for path in (ROOT / name for name in DOCUMENTS):
        before = path.read_text(encoding="utf-8")
        stale = stale or before != filled(before)
        if "--check" not in sys.argv:
            path.write_text(filled(before), encoding="utf-8")
    sys.exit("--check" in sys.argv and stale)
