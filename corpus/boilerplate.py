"""What in a pasted page is not the article: it never becomes a passage.

Nothing is cut out of `Article.text`. A line is dropped only when the whole of it is one of
the phrases below, so that an article *about* cookies keeps its sentences.
"""

import re

from corpus.around import around_article
from corpus.entries import entry_times
from corpus.metadata.datelines import read_date_line
from corpus.metadata.headers import is_signature
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
    # What stands where the rest would cost money.
    r"(?:(?:to|want to) (?:continue|keep|go on) reading|(?:continue|keep) reading|to read (?:the full|this|more)"
    r"|read the (?:full|whole|rest of th\w+) (?:story|article)).{0,160}"
    r"\b(?:subscri\w+|sign[ -]?(?:in|up)|log[ -]?in|register|account)\b.{0,160}",
    r"(?:this|the) (?:article|story|content|page) is (?:only |exclusively |reserved )*(?:available )?(?:for|to) "
    r"(?:our )?(?:paying |premium )?(?:subscribers|members)\b.{0,120}",
    r"(?:already (?:a|have an?) (?:subscri\w+|member|account)|not a (?:subscriber|member)(?: yet)?)\?.{0,160}",
    r"you(?:['’]ve| have) (?:\d+|one|two|three|reached|read|used).{0,60}\bfree (?:articles?|stories)\b.{0,160}",
    r"(?:subscribe|sign in|log in|register)(?: now| today)?"
    r"(?: to (?:continue|keep|read|unlock|get|access)\b.{0,160}|[.!]?)",
    # Newsletters, games and offers.
    r"(?:.{0,60}[?:] )?sign[ -]?up\b.{0,200}\b(?:newsletters?|inbox|e-?mails?|alerts?|text)\b.{0,200}",
    r"(?:get|subscribe to|would you like to receive) .{0,100}\b(?:newsletters?|inbox|podcast)\b.{0,250}",
    r"(?:if your day doesn['’]t start until|\(?you can get) .{0,250}\b(?:sign up|inbox)\b.{0,100}",
    r"(?:need a (?:news )?break|looking for a .{0,30}puzzle)\? .{0,120}",
    r"(?:play|try|solve) (?:the|our|today['’]s) .{0,40}(?:crossword|puzzle|quiz|sudoku|quick cross)s?\b.{0,20}",
    r"we will use the (?:details|information) you have shared.*|if you wish to object to the use of your.*",
    r"(?:thank you for supporting our journalism|support local journalism)\b.{0,250}",
    r"(?:.{3,60}\? )?(?:get access|get a subscription|subscribe) (?:to|of) (?:our|the|.{2,20}['’]s) "
    r".{0,160}\b(?:magazine|channel|subscriptions?|podcast|app|sister title)\b.{0,300}",
    r"if you (?:enjoyed|liked|found|value|appreciate) (?:this|our) .{0,250}"
    r"\b(?:subscri\w+|join|member\w*|donat\w+|support\w*|proposition|sign up|contribut\w+)\b.{0,300}",
    r"(?:like|enjoyed?) this (?:story|article|post)\? (?:share|tell|forward|subscribe|sign up).{0,120}",
    r"tell us what you think.{0,40}",
    r"this copy is for your personal.{0,300}|(?:filed under|tags?|tagged(?: with)?|keywords|categories)\s*:.{0,300}",
    r"if you (?:buy|purchase|order|shop) .{0,150}\b(?:share of|commission|affiliate|earn)\b.{0,150}",
    r"we (?:occasionally|may) recommend .{0,200}\b(?:affiliate|commission)\b.{0,150}",
    r".{0,150}purchases you make through (?:our|these) links may earn us .{0,60}",
    r"prices were accurate at the time .{0,120}",
    # Links to other pages, and words of the player.
    r"(?:read|see|find out|learn) more(?: here)?[.:]?|more:|explore further",
    r"(?:read more|see more|related|see also|also read|don['’]t miss|just for "
    r"subscribers|in case you missed it|more (?:from|on|coverage|news)\b.{0,40}):.{0,160}|up next|story highlights",
    r"(?:unable to view .{0,60}\? )?(?:click|tap) here .{0,120}|(?:.{0,80}\? )?check your local forecast here.{0,5}",
    r"hit play on the player .{0,250}|video player was slow to load.*|(?:\d+\. )?how relevant is this ad to you\?",
    # Who wrote it, where to reach them, and what was done to the page.
    r"contributing: .{2,100}|(?-i:[A-Z]).{2,160} contributed to this (?:report|story|article)\.?",
    r"(?:from )?.{0,40}\bstaff(?: and wire)? reports|from .{3,60} and wire reports",
    r"\(?(?:additional )?(?:reporting|writing|editing) by (?-i:[A-Z])[^.;]{3,200}(?:;.{3,200}|\.?\))",
    r"(?:please )?follow .{2,60} on (?:x|twitter|threads|bluesky|facebook|instagram|tiktok)\b.{0,40}@.{2,120}",
    r"follow .{2,40} on (?:(?:x|twitter|threads|bluesky|facebook|instagram|tiktok|youtube|linkedin|snapchat)"
    r"(?:,? and |, |[.!]|$))+",
    r"(?-i:SOURCES?): .{2,80}|(?:shortcode )?\[/?\w+ [^\]]{0,40}=[^\]]*\].{0,60}\[/\w+\]",
    r"(?:write to|e-?mail) (?-i:[A-Z])\w+ (?-i:[A-Z])[\w-]+ at \S+@\S+.{0,200}",
    r"(?:reach|contact|e-?mail) (?:the reporters?|.{2,60} on (?:x|twitter|bluesky)\b)[^.]{0,60}(?:@|https?://).{2,200}",
    r".{5,160}\b(?:reporter|editor|columnist|correspondent|writer|covers)\b.{0,120}"
    r"\b(?:reach|contact|follow|e-?mail)\b.{0,80}@.{2,200}",
    r"(?:got|have) (?:a|an) (?:news )?(?:tip|story idea|idea for a .{0,60}story)\b.{0,100}\? .{0,250}@.{2,120}",
    r"\(?(?:this|the) (?:story|article) (?:has been|was) updated (?:with|to (?:add|include|reflect)) "
    r"(?:new|additional|more|further|a (?:video|photo))\b.{0,40}",
    r"(?:editor['’]s note: )?a version of this (?:story|article) (?:first |originally )?appeared in .{0,350}",
    r".{0,100}all rights reserved\b.{0,200}",
)
_BOILERPLATE = re.compile("|".join(f"(?:{phrase})" for phrase in _PHRASES), re.IGNORECASE)
_LONGEST = 400
"""Characters; a longer paragraph is never boilerplate."""
_REPEATED = "paragraphs said before"
_RULE = re.compile(r"[\W_]+")
_CAPTION = 20
"""Characters a paragraph needs to be a caption when it is repeated below itself; "Yes." may be."""
_HEAD = 10
"""Paragraphs from the top among which bylines and datelines stand."""
_COPY = 120
"""Characters it needs to be a copy when it comes again further down, unless it is a sentence:
lists and interviews repeat their short lines."""


def kept_runs(
    text: str, found: list[Span], left: dict[str, int] | None = None, *, furniture_only: bool = False
) -> list[list[Span]]:
    """Leave out boilerplate, and part the paragraphs where something was left out.

    A paragraph repeated directly below itself is a picture's description and its caption, and both are
    dropped; one that comes again further down is kept the first time. Each entry is a run of its own.

    Args:
        text: The article's text.
        found: Its paragraphs, in order.
        left: Takes what was left out but bylines and date lines: a few words for each kind, to the offset of the first.
        furniture_only: Whether bylines, date lines, rules and what is said twice are kept.

    Returns:
        Runs of neighbouring paragraphs that may share a passage, in order.
    """
    folded = [_folded(text[start:end]) for start, end in found]
    entries = entry_times(text, found)
    signed = set() if furniture_only else _signatures(text, found)
    around = around_article([" ".join(text[start:end].split()) for start, end in found])
    left = {} if left is None else left
    runs: list[list[Span]] = [[]]
    seen: set[str] = set()
    for place, span in enumerate(found):
        if place in entries:
            runs.append([])
        reason = around.get(place) or _reason(text[span[0] : span[1]], folded, place, seen)
        reason = None if furniture_only and reason in ("", _REPEATED) else reason
        if place in signed or reason is not None:
            runs.append([])
            if reason and place not in signed:
                left.setdefault(reason, span[0])
        else:
            runs[-1].append(span)
        seen.add(folded[place])
    return [run for run in runs if run]


def _reason(paragraph: str, folded: list[str], place: int, seen: set[str]) -> str | None:
    """Say why a paragraph is left out: in no words if it has none, None if it is kept."""
    if is_boilerplate(paragraph):
        return "page furniture" if re.search(r"\w", paragraph) else ""
    return _REPEATED if _repeated(folded, place, seen) else None


def is_boilerplate(paragraph: str) -> bool:
    """Tell whether a paragraph is page furniture or has no letter or digit at all."""
    line = " ".join(paragraph.split())
    if _RULE.fullmatch(line):
        return True
    return len(line) <= _LONGEST and _BOILERPLATE.fullmatch(line.strip("*_#>|-–— ")) is not None


def _signatures(text: str, found: list[Span]) -> set[int]:
    """Find bylines, date lines and datelines that stand alone at the head; dates that head parts are kept."""
    head = [" ".join(text[start:end].split()) for start, end in found[:_HEAD]]
    dated = [place for place, line in enumerate(head) if read_date_line(line)]
    signed = {place for place, line in enumerate(head) if is_signature(line)}
    return signed | (set(dated) if len(dated) == 1 or dated == [0, 1] else set())


def _repeated(folded: list[str], place: int, seen: set[str]) -> bool:
    line = folded[place]
    beside = folded[max(place - 1, 0) : place] + folded[place + 1 : place + 2]
    copied = line in seen and (len(line) >= _COPY or line.endswith((".", "!", '."', ".”")))
    return len(line) >= _CAPTION and (copied or line in beside)


def _folded(paragraph: str) -> str:
    return " ".join(paragraph.split()).casefold()
