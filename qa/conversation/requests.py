"""The text around a question: "tell me about", "thanks!", and sentences before it that ask nothing."""

import re

from qa.conversation.words import AUX, PREPOSITIONS, WH, bare, content, is_name, pieces

_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[\"“'(]?[A-Za-z0-9])")
_SHORT = re.compile(r"\b(?:mr|mrs|ms|dr|st|jr|sr|vs|no|gen|gov|sen|u\.s|[a-z])\.$", re.IGNORECASE)
"""Abbreviations whose full stop does not end a sentence."""
_POLITE = (
    r"(?:(?:please|ok(?:ay)?|oh|wow|yeah|thanks|thank you|hmm)\b[,.!]*\s+"
    r"|(?:so|well|yes|no|great|interesting|sure)\b[,.!]+\s+)*"
)
_MORE = (
    r"(?: (?:something|anything|everything|(?:some |any |a (?:bit|little) )?more"
    r"|(?:(?:some|more) )*(?:information|info|details|facts)))*"
)
_REQUEST = re.compile(
    rf"^{_POLITE}"
    r"(?:(?:can|could|would|will) you (?:please )?(?:(?:tell|show|give) me|describe|explain|discuss)"
    r"|(?:can|could|may) i (?:have|get|see)|(?:(?:i would|i['’]d) like|i want) to (?:know|learn|hear|read)"
    r"|(?:tell|show|give) (?:me|us)|describe|explain|discuss|do you know"
    r"|what (?:else )?(?:can|could) you tell me|what (?:else )?do you know)"
    rf"{_MORE}(?: (?:about|on|of|regarding))?(?=\s|$)\s*",
    re.IGNORECASE,
)
_MORE_ALONE = re.compile(
    rf"^{_POLITE}(?:(?:can|could|would) you )?(?:please )?"
    r"(?:(?:tell|show|give|say) ?(?:me|us)?|explain|go on|elaborate|continue|expand|any|what are|are there)?"
    r"(?: (?:about|on))?(?: (?:it|this|that))?(?: (?:some|any|a few|an|a|me|more|further|other))*"
    r"(?: ?(?:more|examples?|details?|information|info|else))?(?: please)?$",
    re.IGNORECASE,
)
_CORRECTIONS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"^(?:(?:no|sorry|oops|wait|actually)\b[,.!]? *)*(?:i|we) (?:meant|mean|was (?:asking|talking) about)\b,? *"
        r"(?:to (?=[a-z]+\b.* ))?(?P<meant>\w.*)$",
        r"^(?:(?:no|sorry|oops|wait|actually|rather)\b[,.!]+ *)+(?:not [^,]+, *(?:but )?)?(?P<meant>\w.*)$",
        r"^(?:no|nope|sorry|oops) (?!one\b|\d)(?P<meant>\w.*?),?(?: sorry)?$",
        r"^(?:(?:no|nope|sorry|oops|wait|actually)\b[,.!]? *)*(?P<meant>\w.*?),?"
        r" (?:i (?:mean|meant)(?: actually)?|sorry)$",
        r"^not [^,]+, *(?:but )?(?P<meant>\w.*)$",
        r"^(?P<meant>[^,]+), not [^,]+$",
    )
)
_BRIEF = 4
"""Most words of a correction that does not say "I meant"."""
_SAME = re.compile(
    r"^(?:and |but )?(?:is|was|are|were|does|do|did|would|will) (?:that|it|this|they|these|those|the same)"
    r"(?: also| still)?(?: be)? (?:true|(?:about )?(?:the )?same|the case|correct|apply|valid|hold(?: true)?|different)"
    r"(?: too| also)? (?=(?:for|in|with|to|of|at|on)\b)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:(?:ok(?:ay)?|so|well|right),? )?(?:(?:and|but|as for|(?:and )?what about|how about|back to|regarding) )?"
    r"(?P<name>[^,?]{2,40}), (?=(?P<question>\w.*)$)",
    re.IGNORECASE,
)
"""A subject put before its question: "and Greta, how strong was it"."""
_WANTED = frozenset("more on elaborate continue expand example examples detail details else".split())
_UNTOLD = re.compile(
    r"^(?:(?:i am |i['’]m )?(?:sorry|afraid)\b|i (?:don['’]t|do not|cannot|can['’]t) (?:know|have|find|answer|tell)"
    r"|cannotanswer|no (?:answer|information)|unanswerable|n/?a$|not? known$|unknown$|the articles do not say)",
    re.IGNORECASE,
)
_ASIDE = 2
"""Most content words of a sentence that, asking and naming nothing, is ignored: "Thanks!", "Oh really?"."""


def stated_answer(answer: str | None) -> str:
    """Return an answer; empty if it says that there is none: "I don't know."."""
    kept = (answer or "").strip()
    return "" if _UNTOLD.match(kept) else kept


def sentences_of(text: str) -> list[str]:
    """Split the typed text into sentences; most questions are one."""
    sentences: list[str] = []
    for part in _SENTENCE.split(text.strip()):
        if sentences and _SHORT.search(sentences[-1]):
            sentences[-1] += f" {part}"
        elif part:
            sentences.append(part)
    return sentences


def parted(text: str) -> tuple[str, str]:
    """Split the typed text into its introduction and its question.

    Args:
        text: What the person typed.

    Returns:
        The sentences before the first that asks, and the rest; sentences to ignore are left out of both.
    """
    said = sentences_of(text)
    kept = [sentence for sentence in said[:-1] if not _is_aside(sentence)] + said[-1:]
    first = next((at for at, sentence in enumerate(kept) if asks(sentence)), 0)
    return " ".join(kept[:first]), " ".join(kept[first:])


def asks(sentence: str) -> bool:
    """Return whether a sentence is a question or requests something."""
    words = pieces(sentence)
    asking = any(bare(word) in WH for word in words[:4]) or bool(words and bare(words[0]) in AUX | {"and", "what"})
    return asking or sentence.rstrip().endswith("?") or bool(_REQUEST.match(sentence))


def _is_aside(sentence: str) -> bool:
    words = pieces(sentence)
    joint = bool(words) and words[0].casefold() in ("and", "but", "so", "or")
    if words[joint + 2 :] and bare(words[joint]) in WH | AUX and sentence.rstrip().endswith("?"):
        return False
    named = any(is_name(word, first=place == 0) for place, word in enumerate(words))
    return not named and len(content(words)) <= _ASIDE


def corrected(text: str) -> str:
    """Return the words of a correction: "in humans" of "no, I meant in humans.", "MI6" of "no, MI6"; empty if none."""
    for place, form in enumerate(_CORRECTIONS):
        if match := form.match(text.strip().rstrip(" ?.!")):
            meant = match["meant"]
            words = pieces(meant)
            names = any(is_name(word, first=at == 0 and not word.isupper()) for at, word in enumerate(words))
            brief = len(words) <= _BRIEF and not asks(meant)
            if place == 0 or (brief and (names or words[0].casefold() in PREPOSITIONS | {"the"})):
                return meant
    return ""


def about_first(text: str) -> tuple[str, str]:
    """Return the subject that is put before a question, and the question: "Greta" and "how strong was it"."""
    match = _ABOUT.match(" ".join(text.split()).rstrip(" ?.!"))
    if not match:
        return "", ""
    name, words = match["name"], pieces(match["question"])
    asking = bare(words[0]) in WH | AUX or (len(words) > 1 and bare(words[1]) in WH)
    named = pieces(name)
    brief = len(named) <= _BRIEF and not {bare(word) for word in named} & (WH | AUX | PREPOSITIONS)
    names = bare(named[0]) == "the" or any(is_name(word) for word in named)
    return (name, match["question"]) if asking and brief and names else ("", "")


def same_for(text: str) -> str:
    """Return "for men" of "is that true for men?", "does it apply to men?"; empty for other questions."""
    match = _SAME.match(text)
    return re.sub(r"^(?:to|of) ", "for ", text[match.end() :].rstrip(" ?.!")) if match else ""


def unrequested(text: str) -> str:
    """Remove "tell me more about" and "oh," from the front; the rest asks or names something, or is empty."""
    return re.sub(f"^{_POLITE}", "", _REQUEST.sub("", text, count=1), count=1, flags=re.IGNORECASE)


def wants_more(text: str) -> bool:
    """Return whether more of the same is requested and nothing is named: "tell me more", "any examples?", "go on"."""
    kept = " ".join(text.split()).rstrip(" ?.!").casefold()
    return bool(_MORE_ALONE.match(kept)) and bool(_WANTED & set(kept.split()))
