"""A saved file to its answer, with ``qa watch`` running over 300 articles."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.support.building import compiled_encoder
from bench.support.data import three_hundred, write_files
from bench.support.processes import environment, ran
from bench.support.report import Options, Report, at_most, script, shown

_TIMES = 5
_QA = [sys.executable, "-m", "tui.cli"]


def measure(options: Options) -> Report:
    """Save an article, wait until it is reported as indexed, and ask about its contents."""
    compiled_encoder(options.cache)
    indexed: list[float] = []
    answered: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(Path(folder, "articles"), three_hundred(options.data))
        variables = environment(Path(folder), options.cache)
        ran([*_QA, "rebuild", str(files[0].parent)], variables)
        with subprocess.Popen([*_QA, "watch", "--json"], env=variables, stdout=subprocess.PIPE, text=True) as watching:
            assert watching.stdout is not None
            time.sleep(5)  # until it is idle
            for number in range(_TIMES):
                text = f"Ferry notice {number}\n\nThe ferry to Sandray {number} sails at {number + 5}.45 sharp.\n"
                begun = time.perf_counter()
                files[0].with_name(f"ferry{number}.txt").write_text(text, encoding="utf-8")
                json.loads(watching.stdout.readline())
                indexed.append(time.perf_counter() - begun)
                answer = json.loads(
                    ran([*_QA, "ask", "--json", f"When does the ferry to Sandray {number} sail?"], variables).output
                )
                answered.append(time.perf_counter() - begun)
                assert f"{number + 5}.45" in answer["answer"], answer
            watching.kill()
    return Report(
        figures=(
            at_most("saved file to answerable, `qa watch` over 300 articles", statistics.median(indexed), 3.0, "s"),
            shown("saved file to the end of a cold `qa ask` that answers from it", statistics.median(answered), "s"),
        ),
        notes=(f"{_TIMES} articles saved one after another, medians.",),
    )


if __name__ == "__main__":
    script(measure, __doc__)
