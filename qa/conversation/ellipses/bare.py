"""Elliptical questions: "why?", "by whom?", "how old?", "founded when?", completed from the one before."""

from collections.abc import Sequence

from qa.conversation.frames import is_verb
from qa.conversation.referents import Topic
from qa.conversation.words import AUX, PREPOSITIONS, WH, bare

_OPENINGS = (
    ("and", "what", "about"), ("and", "how", "about"), ("what", "about"), ("how", "about"), ("what", "of"), ("and",),
    ("or",), ("but",), ("also",),
)  # fmt: skip

_ARTICLES = ("the", "a", "an")


def without_opening(words: Sequence[str]) -> list[str]:
    """Remove "and", "what about" and the like from the front, unless nothing would be left."""
    folded = [word.casefold() for word in words]
    for opening in _OPENINGS:
        if tuple(folded[: len(opening)]) == opening and len(words) > len(opening):
            return list(words[len(opening) :])
    return list(words)


def bare_question(words: Sequence[str], last: Topic) -> str:
    """Ask "why?", "where?" or "by whom?" about the statement of the last question.

    Args:
        words: Question words alone, perhaps with a preposition.
        last: The question before.

    Returns:
        The question in full; empty if its form is not known.
    """
    frame, asks = last.frame, " ".join(words)
    if frame.asks_subject and frame.aux in ("was", "were", "is", "are") and last.answer:
        return f"{asks} {frame.aux} {last.answer} {' '.join(frame.rest)}"
    if last.about_person and last.answer and frame.aux in ("was", "were", "is", "are") and frame.rest[0] in _ARTICLES:
        return f"{asks} {frame.aux} it that {last.answer} {frame.aux} {' '.join(frame.rest)}"
    if frame.asks_subject and last.answer and not frame.aux:
        return f"{asks} was it that {last.answer} {' '.join(frame.rest)}"
    if not frame.asked:
        return f"{asks} {frame.aux} {' '.join(frame.rest)}" if frame.aux else ""
    counted = " ".join(frame.asked[2:]) if frame.asks_subject and bare(frame.asked[0]) == "how" else ""
    if counted and not frame.aux:
        return f"{asks} was it that {counted} {' '.join(frame.rest)}"
    return f"{asks} {frame.aux} {counted} {' '.join(frame.rest)}".replace("  ", " ") if frame.aux else ""


def more_of(words: Sequence[str], last: Topic) -> str:
    """Ask "what else?" as the last question asked; empty for other questions, and if that asked something else."""
    asks = {"anything": "what", "anyone": "who", "anybody": "who", "somewhere": "where"}.get(
        bare(words[0]), bare(words[0])
    )
    if len(words) != 2 or words[1].casefold() != "else" or not last.frame.asked:
        return ""
    frame = last.frame
    return " ".join(f"{asks} else {frame.aux} {' '.join(frame.rest)}".split()) if bare(frame.asked[0]) == asks else ""


def is_bare(words: Sequence[str]) -> bool:
    """Return whether a question has hardly more than question words: "why?", "by which party?"."""
    asking = [at for at, word in enumerate(words) if bare(word) in WH]
    if not asking or (bare(words[asking[0]]) == "how" and asking[0] + 1 < len(words)) or len(words) > 4:
        return False
    more = [word for word in words if bare(word) not in WH | PREPOSITIONS and word.casefold() != "exactly"]
    return not more or (len(more) == 1 and words[0].casefold() in PREPOSITIONS and not is_verb(more[0]))


def measured(words: Sequence[str], about: str) -> str:
    """Ask "how old?" or "how many?" about something, and "founded when?"; empty for other questions.

    Args:
        words: The question's words.
        about: What it is asked about.

    Returns:
        The question in full.
    """
    folded = [word.casefold() for word in words]
    verb = "were" if about.endswith("s") or " who " in about or " that " in about else "was"
    if folded[0] == "how" and len(words) == 2 and folded[1] not in AUX | {"many", "much", "come", "so"}:
        return f"{' '.join(words)} {verb} {about}"
    if is_verb(folded[0]) and len(words) <= 3 and any(bare(word) in WH for word in words[1:]):
        return f"{' '.join(words[1:])} {verb} {about} {folded[0]}"
    return ""
