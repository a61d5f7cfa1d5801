"""An output that cannot be written is a separate failure, reported on one line."""

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a file that is always full")
@pytest.mark.parametrize("closed", [False, True], ids=["full", "closed"])
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["text", "json"])
def test_a_full_or_closed_output_is_a_failed_operation(
    sample_index: Path, closed: bool, options: tuple[str, ...]
) -> None:
    command = [
        sys.executable,
        "-m",
        "qa",
        "ask",
        "--index",
        str(sample_index),
        *options,
        "when did GCHQ join Instagram",
    ]
    shell = f'exec "$@" {">&-" if closed else ">/dev/full"}'
    done = subprocess.run(["sh", "-c", shell, "sh", *command], capture_output=True, text=True, timeout=120)
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert "could not be written" in done.stderr
