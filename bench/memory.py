"""Peak memory of ``qa rebuild`` and ``qa ask``, for 300 articles."""

import tempfile
from pathlib import Path

from bench.support.building import compiled_encoder
from bench.support.data import three_hundred, write_files
from bench.support.processes import environment, qa_command, weighed
from bench.support.report import Options, Report, script, shown

_ASKED = "how many people died when the apartment building in Magnitogorsk collapsed"


def measure(options: Options) -> Report:
    """Measure a rebuild and a question, with the encoder compiled beforehand."""
    compiled_encoder(options.cache)
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(Path(folder, "articles"), three_hundred(options.data))
        variables = environment(Path(folder), options.cache)
        rebuilt = weighed([qa_command(), "rebuild", str(files[0].parent)], variables)
        asked = weighed([qa_command(), "ask", _ASKED], variables)
    return Report(
        figures=(
            shown("peak memory, `qa rebuild` of 300 articles", rebuilt.megabytes, "MB", 0),
            shown("peak memory, `qa ask` of them", asked.megabytes, "MB", 0),
        ),
        notes=("Resident, mapped files included.",),
    )


if __name__ == "__main__":
    script(measure, __doc__)
