"""A cold question: the whole process of ``qa ask``, compared with importing sentence-transformers.

The two are run alternately, so that other load on the machine affects both.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from bench.support.processes import QUESTION, environment, qa_command, ran
from bench.support.report import Options, Report, at_most, script, shown

_TIMES = 7


def measure(options: Options) -> Report:
    """Time ``qa ask`` on the sample articles, after a first call has built their index."""
    ask = [qa_command(), "ask", QUESTION]
    peer = [sys.executable, "-c", "import sentence_transformers"]
    with tempfile.TemporaryDirectory() as folder:
        variables = environment(Path(folder), options.cache)
        ran(ask, variables)
        ran(peer, variables)
        times = [(ran(ask, variables).seconds, ran(peer, variables).seconds) for _ in range(_TIMES)]
    own = statistics.median(first for first, _ in times)
    import_seconds = statistics.median(second for _, second in times)
    return Report(
        figures=(
            at_most("cold `qa ask`, whole process", own, 1.0, "s"),
            shown("`import sentence_transformers`, same run", import_seconds, "s"),
            at_most("cold `qa ask` divided by `import sentence_transformers`", own / import_seconds, 1 / 6, digits=3),
        ),
        notes=(f"Medians of {_TIMES} runs each, in turn.",),
    )


if __name__ == "__main__":
    script(measure, __doc__)
