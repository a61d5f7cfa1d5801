"""One file to drafts of articles: the right reader, and no error it raises gets past here."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from corpus.formats import IN_PROCESS, READERS, Draft, Unreadable
from corpus.settings import LoadingSettings


def is_readable(name: str) -> bool:
    """Tell from a file's name whether its format is read."""
    return Path(name).suffix.lower() in READERS


def needs_isolation(name: str) -> bool:
    """Tell from a file's name whether its parser could crash or hang."""
    return Path(name).suffix.lower() not in IN_PROCESS


def parse(path: Path, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Read the articles of one file.

    Args:
        path: A file for which `is_readable` holds.
        settings: Limits and names of fields.

    Yields:
        Articles in the file's order, and what of it is not one. Whatever its parser raises
        becomes an `Unreadable`.

    Raises:
        OSError: If the system refuses to read the file.
        MemoryError: If there is not enough of it.
    """
    with path.open("rb") as file:
        yield from _parsed(file, path.name, settings)


def _parsed(file: BinaryIO, name: str, settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    ending = Path(name).suffix.lower()
    try:
        yield from _bounded(READERS[ending](file, settings), settings)
    except RecursionError:
        yield Unreadable(f"{_called(ending)} nested too deeply")
    except (MemoryError, GeneratorExit):
        raise
    except OSError as error:
        if error.errno is not None:  # the disk's; a parser's own carry no number
            raise
        yield Unreadable(f"malformed {_called(ending)}")
    except Exception:  # noqa: BLE001 - parsers of other people's formats raise what they like
        yield Unreadable(f"malformed {_called(ending)}")


def _bounded(drafts: Iterator[Draft | Unreadable], settings: LoadingSettings) -> Iterator[Draft | Unreadable]:
    """Refuse articles longer than the limit, from however small a file they grew."""
    for draft in drafts:
        if isinstance(draft, Draft) and len(draft.text) > settings.max_megabytes * 1_000_000:
            yield Unreadable(f"text larger than {settings.max_megabytes} MB (loading.max_megabytes)", part=draft.part)
        else:
            yield draft


def _called(ending: str) -> str:
    """Name a format as people do."""
    return {".docx": "Word file", ".eml": "e-mail", ".mbox": "mailbox"}.get(ending, ending[1:].upper())
