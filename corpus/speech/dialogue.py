"""Whose turn it is in a conversation whose paragraphs are quotations and nothing else."""

from collections.abc import Sequence

from corpus.speech.frames import Frame
from corpus.speech.marks import Quoted
from corpus.speech.people import People
from corpus.speech.speech import Speech


def reply(
    frame: Frame, people: People, quoted: Sequence[Quoted], place: int, earlier: Sequence[Speech]
) -> Speech | None:
    """Attribute a paragraph that is one quotation to the person asked before it.

    Args:
        frame: The article.
        people: Its people.
        quoted: Its quotations.
        place: Which of them.
        earlier: The speech before, in order.

    Returns:
        The earlier speech of the same speaker, or one with the person that the paragraph before the question names;
        None if the quotation is not a turn of a conversation, or if its speaker is uncertain.
    """
    if not place or not frame.is_paragraph(quoted[place]):
        return None
    asked = quoted[place - 1]
    paragraph, before, first = frame.paragraphs_to(quoted[place].start)
    if not before <= asked.start < paragraph or not (
        asked.words(frame.text).endswith("?") or frame.is_paragraph(asked)
    ):
        return None
    turns = [one for one in earlier if first <= one.start < before]
    asker = next((one.speaker for one in reversed(earlier) if one.start == asked.first), None)
    if turns:
        return turns[-1] if turns[-1].speaker != asker else None
    if asker is None:
        return None
    named = {people.full(each.name): each for each in people.between(first, before) if people.is_person(each)}
    named.pop(asker, None)
    if len(named) != 1:
        return None
    ((name, mention),) = named.items()
    return Speech(asked.first, asked.last, mention.start, mention.end, name, is_named=True)
