"""Whether a question stands alone: it names something, defines a new thing, or says enough without a name."""

from collections.abc import Sequence
from itertools import pairwise

from qa.conversation.frames import is_verb
from qa.conversation.names import in_full
from qa.conversation.pointing import POINTING
from qa.conversation.pronouns import points_back, said_words
from qa.conversation.referents import Topic, is_person_noun, unrelated
from qa.conversation.requests import unrequested
from qa.conversation.words import AUX, WH, bare, content, is_everyday, is_name, pieces

_WHOLE, _WHOLE_LEANING = 4, 6
"""Content words from which a question stands alone even if it names nothing; the second, if "other" or "also" leans."""
_TELLING = 2
"""New words that are not everyday ones from which it does: "How long is the oak shaft?"."""
_BEFORE_NOUNS = frozenset("the a an any many which what how other much s".split())
_NEW = 4
"""New content words, one of them a name, from which a question starts another topic."""
_LEANING = frozenset("such one ones too else other others same then also again instead".split())


def stands_alone(words: Sequence[str], topics: Sequence[Topic], *, opened: bool) -> bool:
    """Return whether a question needs nothing from earlier turns.

    Args:
        words: The question's words, without "and" or "what about".
        topics: The topics of the turns, oldest first.
        opened: Whether "and" or "what about" began it.

    Returns:
        Whether it does.
    """
    said, known = [topic.said for topic in topics], said_words(topics)
    asks = any(bare(word) in WH for word in words[:4]) or bare(words[0]) in AUX
    about, own = content(list(words)), own_names(words, known)
    new = [word for word in about if word not in known]
    if own and len(new) >= _NEW and words[-1].casefold() not in ("it", "them"):
        return True
    if points_back(words, known) is not None or in_full(words, said) != list(words):
        return False
    if _defines(words, known) or (not opened and _names_topic(words, topics)):
        return True
    if opened and (len(about) < _NEW or not own):
        return False
    if own and (asks or len(about) >= 3):
        return not (_LEANING & {word.casefold() for word in words}) or len(about) >= 5
    return not own and _says_enough(words, about, new)


def _says_enough(words: Sequence[str], about: Sequence[str], new: Sequence[str]) -> bool:
    """Return whether a question without a name is about something of its own: an oak shaft, not "the driver"."""
    said = {word.casefold() for word in words}
    if said & (_LEANING | POINTING):
        return len(about) >= _WHOLE_LEANING
    telling = {word for word in new if not is_everyday(word)}
    if len(about) >= _WHOLE or len(telling) < _TELLING or _is_definite(words):
        return len(about) >= _WHOLE
    adjacent = any(content([one]) and content([other]) and not is_verb(other) for one, other in pairwise(words))
    return len(about) > _TELLING or adjacent


def _is_definite(words: Sequence[str]) -> bool:
    """Return whether a question takes something for known by one noun: "the truck", but not "the oak shaft"."""
    for place, word in enumerate(words[:-1]):
        closes = place + 2 == len(words) or not content([words[place + 2]]) or is_verb(words[place + 2])
        if word.casefold() == "the" and content([words[place + 1]]) and closes:
            return True
    return False


def _defines(words: Sequence[str], known: frozenset[str]) -> bool:
    """Return whether a question asks only what something new is: "what is a stent", "describe ferritin"."""
    named = pieces(unrequested(" ".join(words)))
    if "more" in map(bare, words[: len(words) - len(named)]):
        return False
    if named and len(named) == len(words):
        asks = [word.casefold() for word in words[:2]] in (["what", "is"], ["what's"]) or bare(words[0]) == "what's"
        named = list(words[2 if bare(words[0]) == "what" else 1 :]) if asks else []
    elif named and (bare(named[0]) in AUX or any(bare(word) in WH for word in named)):
        return False
    if named and named[0].casefold() in ("a", "an"):
        named = named[1:]
    new = [word for word in content(named) if word not in known]
    return 0 < len(named) <= 3 and len(content(named)) == len(named) and bool(new)


def _names_topic(words: Sequence[str], topics: Sequence[Topic]) -> bool:
    """Return whether a question itself names an earlier topic: "what causes throat cancer"; "the team" does not."""
    asked = [bare(word) for word in words]
    for phrase in (unrelated(thing) for topic in topics for thing in topic.things):
        named = content(pieces(phrase))
        if named and set(named) <= set(asked) and not any(word[0].isdigit() for word in named):
            before = asked[asked.index(named[0]) - 1] if asked.index(named[0]) else ""
            if len(named) > 1 or before not in _BEFORE_NOUNS:
                return True
    return False


def own_names(words: Sequence[str], known: frozenset[str]) -> list[str]:
    """List the words of a question that name something new; "the drummer" names nothing."""
    heads = {word[:5] for word in known if len(word) > 3}
    own = []
    for at, word in enumerate(words):
        ends = at + 1 == len(words) or not content([words[at + 1]])
        before = words[at - 1].casefold() if at else ""
        noun = ends and word.islower() and (before in _BEFORE_NOUNS or before.endswith(("'s", "’s")))
        noun = noun or is_person_noun(bare(word))
        if is_name(word, first=at == 0) and not noun and bare(word) not in known and bare(word)[:5] not in heads:
            own.append(word)
    return own
