"""The first question on a fresh install: compile the encoder, index the samples, answer."""

import tempfile
from pathlib import Path

from bench.support.processes import QUESTION, environment, qa_command, ran
from bench.support.report import Options, Report, at_most, script


def measure(_options: Options) -> Report:
    """Time ``qa ask`` without cache and index."""
    with tempfile.TemporaryDirectory() as folder:
        first = ran([qa_command(), "ask", QUESTION], environment(Path(folder)))
    return Report((at_most("first `qa ask`: index the samples, answer", first.seconds, 3, "s", 1),))


if __name__ == "__main__":
    script(measure, __doc__)
