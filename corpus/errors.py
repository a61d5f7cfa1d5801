"""The errors a caller may catch, as one tree.

::

    QAError
    ├── SettingsInvalid      file, key, what was expected
    ├── CorpusEmpty          folder, how many files were skipped and why
    ├── IndexMissing         path; remedy
    ├── IndexStale           what changed; remedy
    ├── IndexDamaged         which file, expected and found; remedy
    ├── IndexBusy            another rebuild holds it
    ├── ModelMissing         model, where it was looked for; remedy
    ├── QuestionInvalid      what a question needs
    ├── PackInvalid          which part of a pack of evidence differs from what was packed
    └── OperationFailed      what the operating system refused: disk full, read-only folder
    Cancelled                the caller asked to stop (not an error)

Each message says what happened, with the numbers or paths, and `remedy` the command that
fixes it. `Cancelled` stands outside the tree so that a handler for failures cannot swallow it.
"""


class QAError(Exception):
    """The base of everything a caller may want to catch and show.

    Args:
        message: What happened, with numbers or paths, for a person to read.
        remedy: The command or action that fixes it; empty if there is none.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class SettingsInvalid(QAError):
    """A setting has an unknown name or a value that cannot be used."""


class CorpusEmpty(QAError):
    """The folders hold no readable article."""


class IndexMissing(QAError):
    """There is no index at the path."""


class IndexStale(QAError):
    """The index was made under other settings, another model or an older format."""


class IndexDamaged(QAError):
    """A file of the index differs from what was written."""


class IndexBusy(QAError):
    """Another rebuild holds the index."""


class ModelMissing(QAError):
    """A model is missing, or is not the expected one."""


class QuestionInvalid(QAError):
    """The question has no words to look for."""


class PackInvalid(QAError):
    """A pack of evidence differs from what was packed, or the file is not a pack."""


class OperationFailed(QAError):
    """The operating system refused: no space, no permission, an unreadable input."""


class Cancelled(Exception):
    """The caller asked to stop."""
