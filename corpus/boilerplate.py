"""What in a pasted page is not the article: it never becomes a passage.

Nothing is cut out of `Article.text`. A line is dropped only when the whole of it is one of
the phrases below, so that an article *about* cookies keeps its sentences.
"""

import re

from corpus.sentences import Span

_PHRASES = (
    r"leave a (?:reply|comment)(?: cancel reply)?",
    r"your email address will not be published\.?(?: required fields are marked ?\*?)?",
    r"required fields are marked ?\*?",
    r"save my name, email,? and website in this browser for the next time i comment\.?",
    r"(?:post|submit|add)(?: a)? comment|\d* ?comments?|comments are closed\.?|(?:name|email|website|comment) ?\*?",
    r"(?:notify me of|subscribe to) (?:new posts|follow-up comments|new comments).*",
    r"licen[cs]e this (?:content|article|image|photo)",
    r"(?:get )?(?:rights|reprints) (?:and|&) permissions|reprints|republish this article",
    r"(?:©|\(c\)|copyright).{0,100}|all rights reserved\.?",
    r"(?:share|print|save|email|tweet|pin)(?: (?:this|on|via|to|with))?"
    r"(?: (?:article|story|page|post|facebook|twitter|x|whatsapp|linkedin|email|reddit|a friend|friends))?:?",
    r"(?:click to )?share (?:this|on) .{0,30}\(opens in new window\)|share (?:this )?.{0,12}copy link|copy link",
    r"(?:follow|like|find) us on .{0,60}",
    r"(?:we|this (?:web)?site|our (?:web)?site)(?: and our partners)? uses? cookies.{0,300}",
    r"(?:accept|reject|allow|manage)(?: all)?(?: cookies| preferences)?|cookie (?:policy|settings|preferences|notice)",
    r"(?:sign up|subscribe)(?: (?:for|to)(?: our| the)?.{0,60}(?:newsletter|updates|alerts|mailing list)s?.{0,40})?",
    r"(?:advertisement|sponsored content|promoted stories|story continues below(?: advertisement)?)",
    r"(?:related|more|popular|trending|recommended) (?:articles|stories|posts|topics|reading)(?: for you)?:?",
    r"(?:skip to (?:main )?content|back to top|previous (?:post|article)|next (?:post|article))",
)
_BOILERPLATE = re.compile("|".join(f"(?:{phrase})" for phrase in _PHRASES), re.IGNORECASE)
_LONGEST = 400
"""Characters; a longer paragraph is never boilerplate."""
_RULE = re.compile(r"[\W_]+")
_CAPTION = 20
"""Characters a paragraph needs to be a caption when it is repeated below itself; "Yes." may be."""
_COPY = 120
"""Characters it needs to be a copy when it comes again further down, unless it is a sentence:
lists and interviews repeat their short lines."""


def kept_runs(text: str, found: list[Span]) -> list[list[Span]]:
    """Leave out boilerplate, and part the paragraphs where something was left out.

    A paragraph repeated directly below itself is a picture's description and its caption, and
    both are dropped; one that comes again further down is kept the first time.

    Args:
        text: The article's text.
        found: Its paragraphs, in order.

    Returns:
        Runs of neighbouring paragraphs that may share a passage, in order.
    """
    folded = [_folded(text[start:end]) for start, end in found]
    runs: list[list[Span]] = [[]]
    seen: set[str] = set()
    for place, span in enumerate(found):
        if is_boilerplate(text[span[0] : span[1]]) or _repeated(folded, place, seen):
            runs.append([])
        else:
            runs[-1].append(span)
        seen.add(folded[place])
    return [run for run in runs if run]


def is_boilerplate(paragraph: str) -> bool:
    """Tell whether a paragraph is page furniture or has no letter or digit at all."""
    line = " ".join(paragraph.split())
    if _RULE.fullmatch(line):
        return True
    return len(line) <= _LONGEST and _BOILERPLATE.fullmatch(line.strip("*_#>|-–— ")) is not None


def _repeated(folded: list[str], place: int, seen: set[str]) -> bool:
    line = folded[place]
    beside = folded[max(place - 1, 0) : place] + folded[place + 1 : place + 2]
    copied = line in seen and (len(line) >= _COPY or line.endswith((".", "!", '."', ".”")))
    return len(line) >= _CAPTION and (copied or line in beside)


def _folded(paragraph: str) -> str:
    return " ".join(paragraph.split()).casefold()
