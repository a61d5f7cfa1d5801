"""The parts of a question: what it asks for, about whom, and what else it says."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.conversation.words import AUX, PREPOSITIONS, SMALL, WH, bare, common, pieces

_PAST = frozenset(
    "became began bore bought broke brought built burnt came caught chose cost did died drank drew drove drowned "
    "fell felt fled flew fought found gave got grew had held hit hurt kept killed knew laid led left lent lost "
    "made met paid put quit ran rang read rose said sang sank sat saw sent set shot shut slept sold spent spoke "
    "stole stood struck sued sworn taught threw told took tore understood went won wore wrote written taken given "
    "born drawn driven known shown thrown stolen broken chosen fallen lit hung stuck shook shaken frozen "
    "forgotten hidden risen sunk torn woven beaten blown eaten dealt swept flown grown overthrown withdrawn "
    "rebuilt has backs leads owns makes runs".split()
)
_NOUNS = frozenset(
    "fire crash attack report vote study march count flight plan bill law deal trial strike protest earthquake storm "
    "shooting bombing meeting hearing building opening rating ranking reading wedding bed hundred".split()
)
"""Words that can be verbs but seldom are in a question."""
_EITHER = frozenset("cost cut hit shot set run read".split())


_BEGINNING = frozenset("the a an to his her its their this that these those last next".split()) | {""}
"""Words that a noun phrase begins with; empty for the end."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a question, in order."""

    lead: list[str] = field(default_factory=list)
    """The words before the question word: ``by``, ``and``."""
    asked: list[str] = field(default_factory=list)
    """The question words with their noun: ``how many women``; empty for a yes-or-no question."""
    aux: str = ""
    """The auxiliary verb, ``did``, ``was``; empty if there is none."""
    rest: list[str] = field(default_factory=list)

    @property
    def asks_subject(self) -> bool:
        """Whether the answer is the agent: ``who drove``, ``which mayor was stabbed``."""
        if not self.asked or bare(self.asked[0]) not in ("who", "which", "what", "how"):
            return False
        if bare(self.asked[0]) == "how" and len(self.asked) < 3:
            return False
        return not self.aux or (self.aux in ("was", "were", "is", "are", "had", "has", "have") and self._predicate())

    def _predicate(self) -> bool:
        first = self.rest[0].casefold() if self.rest else ""
        nouned = len(self.asked) > 1 or bare(self.asked[0]) == "who"
        return nouned and (is_verb(first) or first in PREPOSITIONS or self.aux in ("had", "has", "have"))

    @property
    def noun(self) -> str:
        """The last word of what is asked for, folded; the question word if it has none."""
        return bare(self.asked[-1]) if self.asked else ""


def frame_of(question: str) -> Frame:
    """Split a question into its parts.

    Args:
        question: The question; a yes-or-no question begins with `aux`.

    Returns:
        Its parts; a question of another form is all `rest`.
    """
    words = pieces(question)
    first = next((at for at, word in enumerate(words[:5]) if _asks(word)), None)
    if first is None:
        at = next((place for place, word in enumerate(words[:3]) if word.casefold() in AUX), None)
        return Frame(rest=words) if at is None else Frame(words[:at], [], words[at].casefold(), words[at + 1 :])
    end = first + 1
    if bare(words[first]) in ("which", "what", "how", "whose") and not _contracted(words[first]):
        while end < len(words) and words[end].casefold() not in AUX and not is_verb(words[end]):
            end += 1
        if end == len(words):
            end = first + 1
    aux = "is" if _contracted(words[first]) else ""
    if not aux and end < len(words) and words[end].casefold() in AUX:
        aux, end = words[end].casefold(), end + 1
        asked = words[first : end - 1]
    else:
        asked = [_uncontracted(word) for word in words[first:end]]
    return Frame(words[:first], asked, aux, words[end:])


def is_verb(word: str) -> bool:
    """Guess whether a word is a verb in the past or a participle."""
    kept = word.casefold()
    if word[:1].isupper() or kept in _NOUNS:
        return False
    return kept in _PAST or (len(kept) > 4 and kept.endswith("ed"))


def may_be_verb(word: str) -> bool:
    """Guess whether a word is the base form of a verb, by the other forms it has."""
    kept = word.casefold()
    if word[:1].isupper() or kept in _NOUNS or kept in SMALL:
        return False
    stem = kept.removesuffix("e")
    return f"{stem}ing" in common() or f"{stem}{stem[-1:]}ing" in common()


def phrases(frame: Frame) -> list[str]:
    """Find the noun phrases of a question, each with its modifiers.

    Args:
        frame: The question.

    Returns:
        ``the Viazul bus crash in Cuba``, in order; without what is asked for.
    """
    words, runs, run = frame.rest, [], list[str]()
    bare_verb = frame.aux in ("do", "does", "did", "will", "can", "could", "would")
    for place, word in enumerate(words):
        if bare_verb and run and _ends(run, words, place):
            runs.append(run)
            run, bare_verb = [], False
        elif place == 0 and not frame.aux and len(frame.asked) == 1 and _is_present(word):
            continue
        elif _is_noun_here(run, words, place):
            run.append(word)
        elif _cuts(word) or (word.endswith("ing") and frame.aux in ("is", "was", "are", "were") and _is_title(run)):
            runs.append(run)
            run = []
        else:
            run.append(word)
    return [phrase for run in [*runs, run] if (phrase := _trimmed(run))]


def _is_present(word: str) -> bool:
    """Guess whether "causes" or "owns" after "what" or "who" is a verb."""
    return word.islower() and word.endswith("s") and (may_be_verb(word[:-1]) or may_be_verb(word.removesuffix("es")))


def _is_noun_here(run: Sequence[str], words: Sequence[str], place: int) -> bool:
    """Return whether a verb's form is a noun, as "cost" in "the environmental cost of", or "and" joins adjectives."""
    following = words[place + 1].casefold() if place + 1 < len(words) else ""
    if words[place].casefold() == "and" and "between" in run:
        return "and" not in run
    adjectives = bool(run) and run[0].casefold() in ("the", "a", "an") and all(word.islower() for word in run)
    if words[place].casefold() in ("and", "or"):
        return adjectives and len(run) == 2 and following not in SMALL and not is_verb(following)
    return adjectives and words[place].casefold() in _EITHER and following in ("of", "for", "in", "to", "")


def _ends(run: Sequence[str], words: Sequence[str], place: int) -> bool:
    """Return whether the verb of `did` is here, so that the noun phrase before it ends."""
    if words[place][0].isupper() or words[place].casefold() in SMALL or words[place] == ",":
        return False
    if _is_plural(run) and not words[place].endswith("s"):
        return may_be_verb(words[place])
    if _is_title(run):
        return may_be_verb(words[place]) or _closes(words, place)
    return may_be_verb(words[place]) and _closes(words, place)


def _is_plural(run: Sequence[str]) -> bool:
    """Return whether a run ends in a plural noun, as in "do cats eat plastic", "do side effects last"."""
    return bool(run) and run[-1].islower() and run[-1].endswith("s") and not run[-1].endswith(("ss", "'s", "’s"))


def _is_title(run: Sequence[str]) -> bool:
    """Return whether a run is a whole name, so that lower-case words after it are not part of it."""
    return bool(run) and all(word[0].isupper() or word == "the" for word in run) and run[-1][-2:] not in ("'s", "’s")


def _closes(words: Sequence[str], place: int) -> bool:
    """Return whether a noun phrase ends before a word: another begins there, or nothing follows."""
    following = words[place + 1].casefold() if place + 1 < len(words) else ""
    begins = following in PREPOSITIONS or following in _BEGINNING
    return begins or words[place + 1][0].isupper() or following[0].isdigit()


def _cuts(word: str) -> bool:
    kept = word.casefold()
    return is_verb(word) or kept in AUX or kept in WH or kept in ("that", "and", "or", ";", ":", "when", "to", "not")


def _trimmed(run: Sequence[str]) -> str:
    """Strip joining words from both ends of a noun phrase; empty if nothing is left that names anything."""
    kept = list(run)
    while kept and (kept[0].casefold() in PREPOSITIONS or kept[0] == ","):
        kept = kept[1:]
    while kept and (kept[-1].casefold() in PREPOSITIONS or kept[-1] == "," or kept[-1].casefold() in ("the", "a")):
        kept = kept[:-1]
    if not any(bare(word) not in SMALL for word in kept):
        return ""
    if kept[0].casefold() in ("a", "an"):
        kept = ["the", *kept[1:]]
    return " ".join(kept).replace(" ,", ",")


def _asks(word: str) -> bool:
    return bare(_uncontracted(word)) in WH


def _contracted(word: str) -> bool:
    return word.casefold().replace("’", "'") in ("who's", "what's", "where's", "when's", "how's")


def _uncontracted(word: str) -> str:
    return word[:-2] if _contracted(word) else word
