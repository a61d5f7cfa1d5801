"""Run the measurements, store their results, and print one table for the README.

Each runs in a separate process, so that none is slowed by what another has loaded. A run that lacks
figures of the previous one - because an environment was not named, or it failed - is shown but not
stored, and the exit code is 1; ``--fewer`` stores it.
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

from bench.support.report import Figure, figures_table, markdown, parser

NAMES = (
    "cold",
    "chat",
    "first",
    "embedding",
    "second_rebuild",
    "watching",
    "serving",
    "memory",
    "retrieval",
    "dense",
    "filters",
    "large",
    "growth",
    "throughput",
    "million",
    "scifact",
    "cluster",
    "fusion",
    "loading",
    "fidelity",
    "news",
    "news_answers",
    "news_refusals",
    "copies",
    "near_copies",
    "dates",
    "relative_dates",
    "dated",
    "asked_times",
    "latest",
    "prefix",
    "ablation",
    "reader",
    "end_to_end",
    "wikinews",
    "governed",
    "newsroom",
    "files",
    "conversations",
    "followups",
    "dialogues",
    "belonging",
    "follow",
    "reading_speed",
    "stages",
    "verify",
    "said",
    "phrasing",
)
_RESULTS = Path(__file__).resolve().parent / "results"


def main() -> int:
    """Run all measurements, or those named.

    Returns:
        0, or 1 if one failed, lacked figures of the previous run, or missed its bar.
    """
    line = parser(__doc__)
    line.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="NAME", help=f"some of: {', '.join(NAMES)}")
    line.add_argument("--fewer", action="store_true", help="keep runs that lack figures of the runs before them")
    given = line.parse_args()
    about = machine()
    path = _RESULTS / f"{_slug(about)}.json"
    reports: dict[str, dict[str, Any]] = {}
    poorer: list[str] = []
    for name in given.names or NAMES:
        print(f"{name} ...", file=sys.stderr, flush=True)
        reports[name] = _measured(name, ["--data", str(given.data), "--cache", str(given.cache)])
        # After each, so that stopping a long run loses only the one under way.
        if missing := keep(path, about, name, reports[name], fewer=given.fewer):
            poorer.append(name)
            message = f"{name}: not kept, for these figures of the run before are not in it: {'; '.join(missing)}."
            print(f"{message} Name what bench.{name} asks for, or let them go with --fewer.", file=sys.stderr)
    print(_text(reports))
    print(f"{_today()}, {about['cores']} cores of {about['cpu']}, Python {about['python']}", file=sys.stderr)
    missed = any(figure["met"] is False for report in reports.values() for figure in report.get("figures", ()))
    return int(missed or bool(poorer) or any("failed" in report for report in reports.values()))


def machine() -> dict[str, Any]:
    """Describe the processor and the Python version; nothing identifies the machine."""
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
    """Return the commit that was measured; a plus sign marks uncommitted changes."""
    command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    done = subprocess.run(command, cwd=_RESULTS.parent, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def keep(path: Path, about: dict[str, Any], name: str, report: dict[str, Any], *, fewer: bool = False) -> list[str]:
    """Write a measurement's report, keeping other reports from the same kind of machine.

    Args:
        path: The machine's file.
        about: The machine.
        name: The measurement.
        report: Its results, or why there are none.
        fewer: Whether a report that lacks figures of the previous one replaces it; one
            without any never does.

    Returns:
        The missing figures, for which nothing was written; empty if the report was written.
    """
    stored = json.loads(path.read_text(encoding="utf-8"))["reports"] if path.exists() else {}
    missing = lost(stored.get(name, {}), report)
    if missing and not (fewer and report.get("figures")):
        return missing
    path.parent.mkdir(exist_ok=True)
    whole = {"machine": about, "reports": stored | {name: report}}
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return []


def lost(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """List the figures of one report that another lacks, in order."""
    names, still = ([figure["what"] for figure in report.get("figures", ())] for report in (before, now))
    return [name for name in names if name not in still]


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
