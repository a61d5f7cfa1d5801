"""The command ``qa``: it makes sure that the packages are ours, and hands over to the command line."""

import sys

from qa.names import foreign_package

_FAILED = 4
"""Exit code of what cannot be done, as the command line has it."""


def main() -> None:
    """Run the command line, or say in one line why it cannot run."""
    if problem := foreign_package():
        sys.stderr.write(f"qa: {problem}\n")
        sys.exit(_FAILED)
    from tui.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
