"""Possible referents of a pronoun, a "there" or an omitted topic, from the last questions and answers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qa.conversation.frames import Frame, frame_of, phrases
from qa.conversation.names import gender, is_person, names_in
from qa.conversation.pointing import meant_in
from qa.conversation.requests import asks, sentences_of, stated_answer, unrequested
from qa.conversation.turns import Said
from qa.conversation.words import MONTHS, SMALL, bare, content, folded, is_name, pieces

_PEOPLE = frozenset(
    "man woman boy girl person people king queen prince princess player agent pope veteran astronaut chief head "
    "founder victim child mother father brother sister wife husband son daughter mp ceo judge lawyer attorney teacher "
    "nurse officer candidate governor mayor senator minister doctor official president chairman chairwoman spokesman "
    "spokeswoman general mathematician politician physician critic activist economist dj magistrate captain guard "
    "protester member students student who whom".split()
)
_NO_PEOPLE = frozenset(
    "order paper number september october november december river tower letter center quarter".split()
)
_PLACES = frozenset(
    "where city country state town place village island province region continent nation county district crossing "
    "street road square airport station".split()
)
_GROUPS = frozenset(
    "company firm party group team band organization organisation agency network club university union court "
    "government church army police committee countries states companies parties teams".split()
)
_WEAK = frozenset(MONTHS.split()) | frozenset("first last second next year years ago".split())
_RELATION = re.compile(
    r"^(?:the )?(?:[a-z]+ )?(?:history|roles?|causes?|effects?|purpose|importance|meaning|definition|origins?"
    r"|functions?|symptoms?|benefits?|(?:dis)?advantages|types?|kinds?|examples?|features?|name|mechanisms?)"
    r" of (?:the )?(?=\w)|^(?:the )?(?:\w+ )?(?:differences?|similarit(?:y|ies)) between (?:the )?(?=\w)"
)
"""Aspects asked about; "it" refers to the thing itself: chess in "the history of chess"."""
_TELLING = frozenset("i we my that this these those it no ok okay yes yeah so well oh wow you but and".split())
_KINDS = frozenset("type types kind kinds example examples".split())
_SENTENCE = 4
"""Words from which an answer with a full stop is a sentence and not a name."""
_ADDRESSED = re.compile(r"\s+(?:you|we|i)$", re.IGNORECASE)
_BARE_WORDS = frozenset("wrong next better best different same true possible likely important serious more".split())
_LEANS = frozenset("there it her they them this these those he she him you me us".split())
_LONGEST = 8
"""Most words of an answer that can be a referent; longer ones are statements."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The topic of one question and its answer."""

    said: Said
    frame: Frame
    answer: str
    """The answer if it names something; empty if it is a number, a time or a sentence."""
    things: tuple[str, ...]
    """The question's noun phrases, its subject first."""

    meant: Mapping[str, str] = field(default_factory=dict)
    """The referents of pronouns in the question as it was typed, by `group_of`."""

    @property
    def about_person(self) -> bool:
        """Whether a person was asked for."""
        asked = [bare(word) for word in self.frame.asked]
        return asked[:1] in (["who"], ["whom"]) or any(map(is_person_noun, asked[1:]))

    @property
    def about_place(self) -> bool:
        """Whether a place was asked for."""
        return self.frame.noun in _PLACES or any(bare(word) in _PLACES for word in self.frame.asked)


def topic_of(said: Said) -> Topic:
    """Return the topic of a question and its answer."""
    said_in_turn = sentences_of(said.question) or [""]
    frame = frame_of(unrequested(said_in_turn[-1]))
    answer = _entity(said, frame)
    phrases_said = [phrase for sentence in reversed(said_in_turn) for phrase in _named(sentence)]
    things = sorted((_owned(phrase, answer) for phrase in phrases_said), key=lambda phrase: not _strong(phrase))
    return Topic(said, frame, answer, tuple(things), meant_in(said))


def _named(sentence: str) -> list[str]:
    """List the noun phrases of a question; of a statement, as "that's too basic for me", only its names."""
    words = pieces(sentence)
    if not asks(sentence) and words and _first(words) in _TELLING:
        return stated_names(sentence)
    named = phrases(frame_of(unrequested(sentence)))
    return [kept for phrase in named if (kept := _ADDRESSED.sub("", phrase)) and not _says_nothing(kept)]


def _says_nothing(phrase: str) -> bool:
    """Return whether a phrase is no more than "wrong" or "next", or itself needs a referent: "improve it"."""
    words = [bare(word) for word in phrase.split()]
    return words[0] in _BARE_WORDS or bool(_LEANS & set(words))


def _first(words: Sequence[str]) -> str:
    """Return the first word without a contracted verb: "I" of "I'd"."""
    return bare(re.split("['’]", words[0])[0])


def stated_names(sentence: str) -> list[str]:
    """List the names in a statement; "I" and "OK" are none."""
    return [name for name in names_in(sentence) if name[0].isupper() and _first(name.split()) not in _TELLING]


def _owned(phrase: str, answer: str) -> str:
    """Replace "its" or "his" before a noun phrase with the answer."""
    first, _, others = phrase.partition(" ")
    owns = first.casefold() in ("its", "his", "her", "their")
    return f"{answer}'s {others}" if answer and others and owns else phrase


def is_person_noun(noun: str) -> bool:
    """Return whether a noun names people by what they are or do."""
    singular = noun.removesuffix("s")
    if singular in _PEOPLE:
        return True
    return len(noun) > 4 and singular.endswith(("er", "or", "ist", "ian", "naut", "man")) and singular not in _NO_PEOPLE


def persons(topic: Topic, *, sure: bool = True) -> Iterator[str]:
    """List the persons that a question and its answer name, the answer's first.

    Args:
        topic: The question.
        sure: Whether to leave out names that are only a subject, as in "when did Ford begin?".

    Yields:
        Their names.
    """
    if topic.answer and topic.about_person:
        yield from _listed(topic.answer)
    elif topic.answer and is_person(topic.answer) and gender(topic.answer):
        yield topic.answer
    for name in names_in(topic.said.question):
        if is_person(name) or (gender(name) and len(name.split()) == 1):
            yield name
    if not sure and (topic.answer or len(stated_answer(topic.said.answer).split()) <= _LONGEST):
        yield from _subject_name(topic.frame)


def _subject_name(frame: Frame) -> Iterator[str]:
    """Return the subject of a question, if it is one name."""
    first = frame.rest[0] if frame.rest and not frame.asks_subject else ""
    if first and is_name(first) and bare(first)[0].isalpha() and len(frame.rest) > 1:
        names = [name for name in names_in(" ".join(frame.rest), answer=True) if bare(name.split()[0]) == bare(first)]
        yield names[0] if names else first


def thing(topic: Topic) -> str:
    """Return the most likely referent of "it"; empty if none fits."""
    if topic.answer and not topic.about_person and not topic.about_place and not (_is_list(topic) and topic.things):
        return topic.answer
    if topic.about_place and topic.answer and topic.things:
        return _placed(topic.things[0], topic.answer)
    if topic.things:
        return unrelated(topic.things[0])
    return topic.answer if not topic.about_person else ""


def _is_list(topic: Topic) -> bool:
    """Return whether the answer lists several things that were asked for: "fever and cough", but not "Marks and Co"."""
    first, joint, rest = topic.answer.rpartition(" and ")
    return bool(joint) and ("," in first or rest.islower())


def spoken_of(topic: Topic) -> str:
    """Return what a question newly named: "serotonin" of "what is the role of serotonin?"."""
    typed = topic.said.typed
    for phrase in phrases(frame_of(unrequested(typed))) if typed else []:
        itself = unrelated(phrase)
        if itself != phrase and not _KINDS & set(phrase.split()) and not _says_nothing(itself):
            return itself
    return ""


def unrelated(phrase: str) -> str:
    """Remove "the history of" from a noun phrase."""
    return _RELATION.sub("", phrase) or phrase


def several(topic: Topic) -> str:
    """Return the most likely referent of "they"; empty if none fits."""
    if topic.answer and (" and " in topic.answer or topic.frame.noun in _GROUPS or topic.frame.noun.endswith("s")):
        return topic.answer
    frame = topic.frame
    if [bare(word) for word in frame.asked[:2]] == ["how", "many"] and len(frame.asked) > 2:
        noun = " ".join(frame.asked[2:])
        if frame.asks_subject:
            joint = "who" if is_person_noun(frame.noun) else "that"
            return f"the {noun} {joint} {' '.join([frame.aux, *frame.rest]).strip()}"
    plural = [phrase for phrase in topic.things if _plural(phrase)]
    return plural[0] if plural else topic.answer or (topic.things[0] if topic.things else "")


def place(topic: Topic) -> str:
    """Return the most likely referent of "there"; empty if none fits."""
    if topic.answer and topic.about_place:
        return topic.answer
    words = pieces(topic.said.question)
    for at, word in enumerate(words[:-1]):
        following = words[at + 1] if words[at + 1].casefold() != "the" or at + 2 == len(words) else words[at + 2]
        if word.casefold() in ("in", "at", "from", "to", "near") and is_name(following) and _is_place(following):
            names = [name for name in names_in(topic.said.question) if bare(following) in folded(name)]
            if names:
                return names[0]
    return topic.answer if topic.answer and not topic.about_person else ""


def _is_place(word: str) -> bool:
    return bare(word)[0].isalpha() and bare(word) not in MONTHS.split()


def _placed(what: str, where: str) -> str:
    return what if folded(where) & folded(what) else f"{what} in {where}"


def _entity(said: Said, frame: Frame) -> str:
    """Return the answer if it names something that can be asked about."""
    answer = " ".join(pieces(stated_answer(said.answer))).replace(" ,", ",")
    words = answer.split()
    if (
        not words
        or len(words) > _LONGEST
        or bare(" ".join(frame.asked[:1])) not in ("who", "whom", "which", "what", "where")
    ):
        return ""
    if len(words) > _SENTENCE and stated_answer(said.answer).endswith((".", "!")):
        return ""
    if words[0][0].isdigit() or not content(words) or frame.noun in ("year", "day", "date", "month", "time", "share"):
        return ""
    return answer if names_in(answer, answer=True) or frame.asked[1:] or len(words) <= 3 else ""


def _listed(answer: str) -> list[str]:
    named = [name for name in names_in(answer, answer=True) if len(name) > 2]
    return [name for name in named if not _is_body(name)] if named else [answer]


def _is_body(name: str) -> bool:
    """Return whether a name consists of capitals and digits, as MI6 and NATO: not a person's."""
    return " " not in name and name.isupper() and len(name) > 2


def _strong(phrase: str) -> bool:
    """Return whether a noun phrase is more than a time or a bare number."""
    about = [word for word in content(phrase.split()) if not word[0].isdigit() and word not in _WEAK]
    return bool(about) and bare(phrase.split()[0]) not in SMALL - {"the", "a", "an"}


def _plural(phrase: str) -> bool:
    words = [word for word in phrase.split(" in ")[0].split(" of ")[0].split() if word]
    return bool(words) and bare(words[-1]).endswith("s") and not bare(words[-1]).endswith("ss")


def focus(topics: Sequence[Topic]) -> str:
    """Return the latest referent: of a pronoun in the last question, or else the topic."""
    meant = topics[-1].meant
    return next((meant[group] for group in ("it", "they", "he", "she") if group in meant), "") or carried(topics)


def carried(topics: Sequence[Topic]) -> str:
    """Return the topic as words to append to a question; empty if nothing was named.

    Args:
        topics: The topics of the turns, oldest first.

    Returns:
        The person, thing or event that the last question was about, or else the one before it.
    """
    roots = [topic for topic in reversed(topics) if topic.said.root]
    roots.sort(key=lambda topic: not names_in(topic.said.question))  # one that names nothing seldom changes the subject
    for topic in roots:
        things = [phrase for phrase in topic.things if _strong(phrase) and phrase not in topic.answer]
        things.sort(key=lambda phrase: not names_in(phrase, answer=True))  # a phrase with a name says most
        if topic.about_person and topic.answer:
            return f"{topic.answer}, {things[0]}" if things and things[0][0].isalpha() else topic.answer
        if phrase := thing(topic):
            return things[0] if things and phrase == topic.things[0] else phrase
    return ""


def subject(topics: Sequence[Topic]) -> str:
    """Return whom or what a question without a subject is about; empty if nothing was named."""
    for topic in reversed(topics):
        if topic.said.root:
            counted = [bare(word) for word in topic.frame.asked[:2]] == ["how", "many"]
            return several(topic) if counted else topic.answer or thing(topic)
    return ""
