"""Pronouns, and what they referred to in a question that was rewritten in full."""

from difflib import SequenceMatcher

from qa.conversation.turns import Said
from qa.conversation.words import bare, pieces

PERSONAL = {"he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she"}
THINGS = frozenset("it its this that".split())
MANY = frozenset("they them their theirs these those".split())
KINDS_OF_THINGS = frozenset(
    "airline airport app band bank bill boat book brand bridge building charity church club college company drug "
    "factory film firm fund group hospital hotel law mill mine museum network newspaper organisation organization "
    "paper party plant programme project report school ship shop show song stuff substance team treaty union "
    "university vaccine vessel virus website".split()
)
"""Nouns that, after "that", refer to a thing just named."""
POINTING = frozenset(PERSONAL) | THINGS | MANY | {"there"}


def group_of(word: str) -> str:
    """Return the pronoun that a word is a form of: ``he`` for "his", ``it`` for "its", ``they`` for "them"."""
    kept = word.casefold()
    return PERSONAL.get(kept) or ("it" if kept in THINGS else "they" if kept in MANY else kept)


def meant_in(said: Said) -> dict[str, str]:
    """Find what pronouns referred to in a question that was typed with them and rewritten in full.

    Args:
        said: The question.

    Returns:
        The pronoun's group to its replacement; empty if nothing was replaced.
    """
    if not said.typed or said.typed == said.question:
        return {}
    typed, full = pieces(said.typed), pieces(said.question)
    matcher = SequenceMatcher(None, [word.casefold() for word in typed], [word.casefold() for word in full], False)
    meant: dict[str, str] = {}
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "replace" and last - first == 1 and typed[first].casefold() in POINTING:
            words = full[begin:end]
            words[-1] = words[-1][: len(bare(words[-1]))] if words[-1][-1] in "'’s" and "'" in words[-1] else words[-1]
            kept = " ".join(words)
            meant[group_of(typed[first])] = kept.removeprefix("in ") if group_of(typed[first]) == "there" else kept
    return meant
