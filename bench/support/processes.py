"""Time and memory of whole processes."""

import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.support.report import Skipped

QUESTION = "when did GCHQ join Instagram"
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Where it is set, the modules of a checkout are compiled at every start; those of an installation are not."""


@dataclass(frozen=True, slots=True)
class Ran:
    """The outcome of one process."""

    seconds: float
    """From start to end, by the clock."""
    megabytes: float
    """Peak resident memory of it or one of its children (10^6 bytes); 0 from `ran`."""
    output: str
    """Standard output."""


def qa_command() -> str:
    """Find the installed command.

    Returns:
        Its path.

    Raises:
        Skipped: If the project is not installed where this Python is.
    """
    found = shutil.which("qa", path=sysconfig.get_path("scripts"))
    if found is None:
        raise Skipped("the command qa is not installed beside this Python; pip install . first")
    return found


def environment(folder: Path, cache: Path | None = None) -> dict[str, str]:
    """Make an environment in which no settings of this machine's user apply.

    Args:
        folder: Holds the index, and everything else a user's directories would.
        cache: Where compiled encoders are kept; None makes a new place below `folder`.

    Returns:
        Variables for `ran`.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QA_") and name != _NO_BYTECODE}
    cache = cache or folder / "cache"
    return kept | {"QA_INDEX": str(folder / "index"), "QA_CACHE": str(cache), "XDG_CONFIG_HOME": str(folder / "config")}


def ran(command: Sequence[str], variables: Mapping[str, str] | None = None) -> Ran:
    """Run a process to its end.

    Args:
        command: The program and its arguments.
        variables: Its environment; None gives it ours.

    Returns:
        Its outcome.

    Raises:
        RuntimeError: If it failed; the message holds the end of what it said.
    """
    begun = time.perf_counter()
    done = subprocess.run(list(command), env=variables, capture_output=True, text=True, encoding="utf-8", check=False)
    seconds = time.perf_counter() - begun
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {(done.stderr or done.stdout)[-400:]}")
    return Ran(seconds, 0.0, done.stdout)


def weighed(command: Sequence[str], variables: Mapping[str, str] | None = None) -> Ran:
    """Run a process to its end and measure its peak memory; Linux and macOS.

    Args:
        command: The program and its arguments.
        variables: Its environment; None gives it ours.

    Returns:
        What it did; `megabytes` is that of the largest among it and its children.

    Raises:
        Skipped: On Windows.
    """
    if sys.platform == "win32":
        raise Skipped("peak memory is read through the resource module, which Windows has not")
    wrapper = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
        "sys.exit(done.returncode)"
    )
    found = ran([sys.executable, "-c", wrapper, *command], variables)
    unit = 1 if sys.platform == "darwin" else 1024
    return Ran(found.seconds, int(found.output) * unit / 1e6, found.output)
