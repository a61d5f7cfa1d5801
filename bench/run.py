"""Run the measurements, keep what they saw, and print one table for the README.

Each runs in a process of its own, so that none is slowed by what another has loaded.
"""

import json
import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.report import Figure, figures_table, markdown, parser

NAMES = (
    "cold",
    "chat",
    "first",
    "embedding",
    "second_rebuild",
    "watching",
    "memory",
    "retrieval",
    "dense",
    "filters",
    "large",
    "growth",
    "throughput",
    "million",
    "scifact",
    "fusion",
    "loading",
    "news",
    "news_answers",
    "copies",
    "dates",
    "prefix",
    "ablation",
    "reader",
    "end_to_end",
    "reading_speed",
)
_RESULTS = Path(__file__).resolve().parent / "results"


def main() -> int:
    """Run all measurements or those named.

    Returns:
        0, or 1 if one failed or a bar was missed.
    """
    line = parser(__doc__)
    line.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="NAME", help=f"some of: {', '.join(NAMES)}")
    given = line.parse_args()
    about = machine()
    path = _RESULTS / f"{_slug(about)}.json"
    reports: dict[str, dict[str, Any]] = {}
    for name in given.names or NAMES:
        print(f"{name} ...", file=sys.stderr, flush=True)
        reports[name] = _measured(name, ["--data", str(given.data), "--cache", str(given.cache)])
        # After each, so that stopping a long run loses only the one under way.
        _keep(path, {"machine": about, "reports": {name: reports[name]}})
    print(_text(reports))
    print(f"{_today()}, {about['cores']} cores of {about['cpu']}, Python {about['python']}", file=sys.stderr)
    missed = any(figure["met"] is False for report in reports.values() for figure in report.get("figures", ()))
    return int(missed or any("failed" in report for report in reports.values()))


def machine() -> dict[str, Any]:
    """Describe the processor and the Python, and nothing that names the machine."""
    model = platform.processor() or platform.machine()
    described = Path("/proc/cpuinfo")
    if described.exists():
        found = re.search(r"^model name\s*:\s*(.+)$", described.read_text(encoding="utf-8"), re.MULTILINE)
        model = found.group(1).strip() if found else model
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return {"cpu": model, "cores": cores, "system": platform.system(), "python": platform.python_version()}


def _measured(name: str, options: list[str]) -> dict[str, Any]:
    command = [sys.executable, "-m", f"bench.{name}", "--json", *options]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    if done.returncode:
        return {"failed": f"ended with {done.returncode}"}
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return report | {"date": _today(), "commit": _commit()}


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _commit() -> str:
    """Name the code that was measured; a plus sign says that it had changes besides."""
    command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    done = subprocess.run(command, cwd=_RESULTS.parent, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def _keep(path: Path, run: dict[str, Any]) -> None:
    """Write a run; what another on such a machine measured besides stays."""
    path.parent.mkdir(exist_ok=True)
    if path.exists():
        run["reports"] = json.loads(path.read_text(encoding="utf-8"))["reports"] | run["reports"]
    path.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _slug(about: dict[str, Any]) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{about['cpu']} {about['cores']} cores".lower()).strip("-")


def _text(reports: dict[str, dict[str, Any]]) -> str:
    figures = [Figure(**figure) for report in reports.values() for figure in report.get("figures", ())]
    parts = [figures_table(figures)] if figures else []
    for name, report in reports.items():
        parts += [f"{name}:\n\n{markdown(table['head'], table['rows'])}" for table in report.get("tables", ())]
        parts += [f"{name}: {key} ({report[key]})" for key in ("skipped", "failed") if key in report]
    return "\n\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
