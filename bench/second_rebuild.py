"""A second ``qa rebuild`` after one of 300 articles changed, compared with the first."""

import json
import statistics
import tempfile
from pathlib import Path

from bench.support.building import compiled_encoder
from bench.support.data import three_hundred, write_files
from bench.support.processes import environment, qa_command, ran
from bench.support.report import Options, Report, at_most, script, shown

_TIMES = 3
_CHANGED = 150
"""Position of the article that is changed: its title, and thus the indexed text of all its passages."""


def measure(options: Options) -> Report:
    """Rebuild, change one article, rebuild; whole processes, with the encoder compiled beforehand."""
    compiled_encoder(options.cache)
    articles = three_hundred(options.data)
    firsts: list[float] = []
    seconds: list[float] = []
    for _ in range(_TIMES):
        with tempfile.TemporaryDirectory() as folder:
            files = write_files(Path(folder, "articles"), articles)
            variables = environment(Path(folder), options.cache)
            command = [qa_command(), "rebuild", str(files[0].parent), "--json"]
            first = ran(command, variables)
            text = files[_CHANGED].read_text(encoding="utf-8")
            files[_CHANGED].write_text(f"Corrected: {text}", encoding="utf-8")
            second = ran(command, variables)
            firsts.append(first.seconds)
            seconds.append(second.seconds)
    whole, again = statistics.median(firsts), statistics.median(seconds)
    built, rebuilt = json.loads(first.output), json.loads(second.output)
    return Report(
        figures=(
            shown("first `qa rebuild` of 300 articles", whole, "s"),
            shown("second, one article changed", again, "s"),
            at_most("second `qa rebuild`, 1 of 300 changed, divided by the first", again / whole, 0.15, digits=3),
        ),
        notes=(
            f"{built['articles']} articles, {built['passages']:,} passages; the second embedded {rebuilt['embedded']} "
            f"and took over {rebuilt['reused']:,}. Whole processes, medians of {_TIMES}.",
        ),
    )


if __name__ == "__main__":
    script(measure, __doc__)
