"""Lines that a mail quotes: its writer did not say them, so they are read beside his answers and never answer."""

from collections.abc import Sequence

from corpus.sentences import Span


def without_quoted(text: str, cut: Sequence[Span]) -> list[Span]:
    """Leave out the sentences of lines that are quoted.

    Args:
        text: A passage of a mail.
        cut: Its sentences, as offsets into `text`.

    Returns:
        The sentences that are the writer's own, in order.
    """
    return [
        (start, end) for start, end in cut if not text[text.rfind("\n", 0, start) + 1 :].lstrip(" ").startswith(">")
    ]
