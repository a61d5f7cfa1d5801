"""Progress in words."""

from corpus.progress import Progress, Stage

STAGES: dict[Stage, str] = {
    "compiling": "preparing the language model (once)",
    "loading": "reading articles",
    "comparing": "comparing articles",
    "embedding": "embedding",
    "indexing": "indexing",
    "checking": "checking",
    "verifying": "checking the draft",
    "retrieving": "finding passages",
    "reading": "reading",
    "asking": "asking followed questions again",
}
"""What is being done, for a person."""

_UNITS: dict[Stage, str] = {
    "loading": "files",
    "comparing": "articles",
    "checking": "files",
    "verifying": "quotations",
    "asking": "questions",
}
"""What is counted in each stage, where it is not passages."""


def described(progress: Progress) -> str:
    """Write a report in words, with rate and time left where they can be told.

    Args:
        progress: The report.

    Returns:
        One line.
    """
    parts = [STAGES[progress.stage].capitalize()]
    unit = _UNITS.get(progress.stage, "passages")
    if progress.total:
        parts.append(f"{progress.done:,} of {progress.total:,} {unit}")
    elif progress.seconds >= 1:
        parts.append(f"{progress.seconds:.0f} s")
    if progress.stage == "loading" and progress.passages:
        parts.append(f"{progress.passages:,} passages")
    if progress.stage == "embedding" and progress.seconds > 0.5 and progress.passages:
        rate = progress.passages / progress.seconds
        parts.append(f"{rate:.0f} a second")
        parts.append(f"{_duration(((progress.total or 0) - progress.done) / rate)} left")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"
