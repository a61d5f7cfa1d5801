"""Formats progress as text."""

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
"""A description of each stage."""

_UNITS: dict[Stage, str] = {
    "loading": "files",
    "comparing": "articles",
    "checking": "files",
    "verifying": "quotations",
    "asking": "questions",
}
"""The unit counted in each stage, if not passages."""


def described(progress: Progress) -> str:
    """Format progress, with rate and time left if they can be estimated.

    Args:
        progress: The progress.

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
