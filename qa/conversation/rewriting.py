"""Rewrite a follow-up question so that it stands alone, by rules over the last questions and answers.

A question is left as it is unless it shows that it leans: a pronoun that nothing in it explains, "and" or "what
about" in front, hardly a word of its own, a name cut short, or no name of its own where the conversation has a
topic. Then names are given in full, pronouns put into words, what was left out is taken from the question before,
and a topic left out is appended.
"""

from collections.abc import Callable, Sequence

from qa.conversation.belonging import belonging
from qa.conversation.casing import names_written, recased
from qa.conversation.ellipses.bare import bare_question, is_bare, measured, more_of, without_opening
from qa.conversation.ellipses.listed import are_aspects, chosen_among, picked
from qa.conversation.ellipses.matching import same_kind
from qa.conversation.ellipses.moments import at_its_time
from qa.conversation.ellipses.sources import asks_source, source_of
from qa.conversation.ellipses.swapping import corrects, like_for_like, with_its_verb, with_last_place
from qa.conversation.frames import frame_of
from qa.conversation.names import in_full, names_in
from qa.conversation.pronouns import about, points_back, resolved, said_words
from qa.conversation.referents import Topic, carried, focus, stated_names, subject, topic_of
from qa.conversation.requests import about_first, asks, corrected, parted, same_for, sentences_of, wants_more
from qa.conversation.standing import own_names, stands_alone
from qa.conversation.turns import Rewrite, Said, said_as
from qa.conversation.words import AUX, WH, bare, folded, pieces

_LATELY = 3
"""Latest turns that a question can depend on."""
_SHORTER = {
    short: asks
    for asks, longer in (
        ("by whom", ("who did it", "who did that")),
        ("why", ("why is that", "why is this", "why's that", "why was that", "why so", "how come", "for what reason")),
        ("how", ("how so", "how is that", "how was that", "how did that happen")),
        ("when", ("when was that", "when was this", "when did that happen", "when did this happen", "when exactly")),
        ("where", ("where was that", "where was this", "where did that happen", "where did this happen")),
    )
    for short in longer
}
"""Questions that ask no more than a single word would."""


def rewrite(question: str, said: Sequence[Said]) -> Rewrite | None:
    """Rewrite a question that depends on earlier turns: by the rules, with other missing words in brackets at the end.

    Args:
        question: What the person typed, clean.
        said: The conversation so far, each question in full, oldest first.

    Returns:
        The question in full; None if it stands alone, or if nothing can be added.
    """
    question = recased(question, names_written(text for turn in said[-_LATELY:] for text in turn.evidence.texts))
    rewrite = by_rules(question, said)
    if not said or (rewrite is None and own_names(pieces(question), _words_said(said))):
        return rewrite
    words = belonging(question, rewrite.text if rewrite else question, said)
    if not words:
        return rewrite
    texts = [_with_words(text, words) for text in ((rewrite.text, *rewrite.others) if rewrite else (question,))]
    return Rewrite(texts[0], rewrite.unclear if rewrite else "", tuple(texts[1:]))


def _words_said(said: Sequence[Said]) -> frozenset[str]:
    return frozenset().union(*(folded(f"{turn.question} {turn.answer or ''}") for turn in said))


def _with_words(text: str, words: Sequence[str]) -> str:
    return f"{text.rstrip(' ?.!')} ({' '.join(words)})?"


def by_rules(question: str, said: Sequence[Said]) -> Rewrite | None:
    """Rewrite a question that depends on earlier turns, by the rules alone.

    Args:
        question: What the person typed, clean.
        said: The conversation so far, each question in full, oldest first.

    Returns:
        The question in full; None if it stands alone, or if nothing can be added.
    """
    lately = _lately(said)
    before, asked = parted(question)
    if not lately or not pieces(asked):
        return None
    if stated_names(before):
        lately.append(Said(before))
    topics = [topic_of(turn) for turn in lately]
    if len(sentences := sentences_of(asked)) > 1 and all(map(asks, sentences)):
        return _one_by_one(question, before, sentences, said)
    name, own = about_first(asked)
    if name and (full := about(name, pieces(own), topics)):
        return Rewrite(_asked(full))
    if meant := corrected(asked):
        return _corrected(meant, said, topics[-1])
    rewritten = _more(asked, topics) if wants_more(asked) else _in_full(pieces(asked), topics)
    return _completed(rewritten, asked, before) if rewritten else None


def _one_by_one(question: str, before: str, sentences: Sequence[str], said: Sequence[Said]) -> Rewrite | None:
    """Rewrite several questions typed together, each after the one before it."""
    so_far, texts = [*said], [before] if before else []
    for sentence in sentences:
        asking = any(bare(word) in WH for word in pieces(sentence)[:4]) or bare(pieces(sentence)[0]) in AUX
        found = by_rules(sentence, so_far) if asking else None
        texts.append(found.text if found else sentence)
        so_far.append(said_as(sentence, found.text if found else None, None))
    full = " ".join(texts)
    return Rewrite(full) if full != question else None


def _corrected(meant: str, said: Sequence[Said], last: Topic) -> Rewrite | None:
    """Ask the last question with what was meant, or what was meant if it is a question."""
    words = pieces(meant)
    if asks(meant) and len(words) > 2:
        return by_rules(meant, said) or Rewrite(_asked(meant))
    full = like_for_like(words, last) if corrects(words, last) else None
    said_last = last.said.question.rstrip(" ?.!")
    return Rewrite(_asked(full.text if full else with_last_place(said_last, words) or f"{said_last}, {meant}"))


def _more(asked: str, topics: Sequence[Topic]) -> Rewrite | None:
    """Add the topic to a request for more."""
    about, kept = focus(topics), asked.rstrip(" ?.!")
    for ending in (" it", " that", " this", " about", " on", " of"):
        kept = kept.removesuffix(ending)
    joint = "of" if kept.casefold().endswith(("example", "examples")) else "about"
    return Rewrite(f"{kept} {joint} {about}") if about else None


def _in_full(words: list[str], topics: Sequence[Topic]) -> Rewrite | None:
    core = without_opening(words)
    opened = len(core) < len(words)
    if asks_source(core):
        full = source_of(topics[-1])
        return Rewrite(full) if full else None
    if timed := at_its_time(core, topics):
        return _opened(words, timed, _leaning(timed, topics))
    if completed := _as_last_asked(core, topics):
        return completed
    if chosen := picked(core, topics):
        text = " ".join([*words[: len(words) - len(core)], *chosen])
        return Rewrite(_with_topic(text, topics) if are_aspects(topics) else text)
    if stands_alone(core, topics, opened=opened):
        return None
    in_full = _cut_short(core, topics, opened=opened)
    return in_full or _opened(words, core, _leaning(core, topics))


def _as_last_asked(core: Sequence[str], topics: Sequence[Topic]) -> Rewrite | None:
    """Complete "when did MI6?", "is that true for MI6?", "what else?" and "which one?" from the last question."""
    last = topics[-1]
    if alike := same_for(" ".join(core)):
        return like_for_like(pieces(alike), last)
    if full := more_of(core, last) or chosen_among(core, topics):
        return Rewrite(full)
    return with_its_verb(core, last)


def _opened(words: Sequence[str], core: Sequence[str], rewrite: Rewrite) -> Rewrite:
    """Put "what about" back before a question that has no question word."""
    opening = words[: len(words) - len(core)]
    asking = bare(core[0]) in AUX or any(bare(word) in WH for word in core)
    if asking or not {bare(word) for word in opening} & {"what", "how"}:
        return rewrite
    texts = [" ".join([*opening, text]) for text in (rewrite.text, *rewrite.others)]
    return Rewrite(texts[0], rewrite.unclear, tuple(texts[1:]))


def _lately(said: Sequence[Said]) -> list[Said]:
    """Return the last turns, and the one that began their topic."""
    lately = list(said)[-_LATELY:]
    if any(turn.root and names_in(turn.question) for turn in lately):
        return lately
    earlier = [turn for turn in said[:-_LATELY] if turn.root]
    named = [turn for turn in earlier if names_in(turn.question)]
    return [*(named or earlier)[-1:], *lately]


def followed(
    turns: Sequence[tuple[str, str | None]], by: Callable[[str, Sequence[Said]], Rewrite | None] = rewrite
) -> list[Said]:
    """Rewrite each question of a conversation in full.

    Args:
        turns: Questions as they were typed, each with its answer, oldest first.
        by: Rewrites a question in full.

    Returns:
        The turns, in the form that `rewrite` takes.
    """
    said: list[Said] = []
    for question, answer in turns:
        full = by(question, said)
        said.append(said_as(question, full.text if full else None, answer))
    return said


def has_frame(question: str) -> bool:
    """Return whether a question says what it asks, so that later ones can depend on it: "and MI6?" does not."""
    words = pieces(question)
    core = without_opening(words)
    asks = any(bare(word) in WH for word in core) or bool(core and bare(core[0]) in AUX)
    return asks and len(core) == len(words) and not is_bare(core)


def asks_itself(question: str) -> bool:
    """Return whether a question has a verb and a question word of its own: "who trains her?", not "and Beatrix?"."""
    _, asked = parted(question)
    core = without_opening(pieces(asked))
    asks = any(bare(word) in WH for word in core[:2]) or bool(core and bare(core[0]) in AUX)
    return asks and not corrected(asked) and not is_bare(core) and not asks_source(core)


def _cut_short(words: Sequence[str], topics: Sequence[Topic], *, opened: bool) -> Rewrite | None:
    """Complete an elliptical question from the last question."""
    asking = any(bare(word) in WH for word in words) or bare(words[0]) in AUX
    words = _SHORTER.get(" ".join(words).casefold().replace("’", "'"), " ".join(words)).split()
    if is_bare(words):
        full = bare_question(words, topics[-1])
        return Rewrite(full) if full else None
    if about := subject(topics):
        full = measured(words, about)
        if full:
            return Rewrite(full)
    if not asking and (opened or len(words) <= 4) and points_back(words, said_words(topics)) is None:
        full_names = in_full(words, [topic.said for topic in topics])
        alike = (topic for topic in reversed(topics) if same_kind(full_names, topic.said.question))
        return like_for_like(full_names, next(alike, topics[-1]), any_noun=opened)
    return None


def _leaning(words: Sequence[str], topics: Sequence[Topic]) -> Rewrite:
    """Complete names and replace pronouns; if there are none, append the topic."""
    said = [topic.said for topic in topics]
    named = in_full(words, said)
    resolution = resolved(named, topics)
    texts = [" ".join(version).replace(" ,", ",") for version in (resolution.words, *resolution.others)]
    if resolution.words == tuple(words):
        texts = [_with_topic(text, topics) for text in texts]
    return Rewrite(texts[0], resolution.unclear, tuple(texts[1:]))


def _with_topic(text: str, topics: Sequence[Topic]) -> str:
    about = carried(topics)
    if not about or folded(about) <= folded(text):
        return text
    frame = frame_of(text)
    words = text.split()
    for at, word in enumerate(words[:-1]):  # "the study" that an earlier turn names in full
        if word.casefold() == "the" and bare(words[at + 1]) in folded(about) and at + 2 >= len(words) - 1:
            return " ".join([*words[:at], about, *words[at + 2 :]])
    joint = "in" if about.startswith("the ") else "of"
    return f"{text}, {joint} {about}" if frame.rest or frame.asked else text


def _completed(rewrite: Rewrite, question: str, before: str) -> Rewrite | None:
    """Prepend the sentences typed before the question; None if nothing was changed."""
    if rewrite.text.casefold() == question.rstrip(" ?.!").casefold():
        return None
    texts = [f"{before} {_asked(text)}".strip() for text in (rewrite.text, *rewrite.others)]
    return Rewrite(texts[0], rewrite.unclear, tuple(texts[1:]))


def _asked(text: str) -> str:
    kept = " ".join(text.split()).rstrip(" ?,.")
    return f"{kept}?"
