"""What governs an answer's words in their sentence: a question, a denial, a condition, a rumour, a plan.

The networks learnt not to answer from most sentences that deny or only suppose something. If they do, the words
are never given as a plain fact: what is denied or conditional is given as the whole sentence.
"""

import re

from index.lexical.analyzer import analysed
from qa.questions import content_terms
from qa.reading.agreement import span_text
from qa.types import Governed, Reading

_CLAUSE = re.compile(
    r"[;:]|,\s+(?:and|but|while|whereas|although|though)\b(?!\s+that\b)|\bbut\b(?!\s+that\b)|\band\s+(?=(?:said|says|added|adds|told)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[“\"](?:(?:but|and|so)\s+)?(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should|isn['’]t|wasn['’]t"
    r"|didn['’]t|aren['’]t|hasn['’]t)\b[^”\"?]*\?[”\"]",
    re.IGNORECASE,
)
"""A question for a yes or no that the article quotes; others take what they say for granted."""
_WHETHER_ASKED = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|want(?:s|ed)?\s+to\s+know|quer(?:y|ies|ied)|question(?:s|ed)?)\b"
    r"(?:\s+[\w'’-]+){0,4}?\s+(?:whether|if)\b",
    re.IGNORECASE,
)
_ASKS_AFTER = re.compile(
    r"\s*(?:(?:can|could|would|will)\s+you\s+(?:please\s+)?(?:confirm|tell\s+(?:me|us)|say)|do\s+you\s+know|"
    r"is\s+(?:that|this|it|there)\s+(?:true|right|correct|so|any\s+truth)|any\s+truth)\b[^?.]{0,80}\?",
    re.IGNORECASE,
)
"""Follows a statement that its writer only asks about."""
_ASKING = re.compile(r"\b(?:ask\w*|wonder\w*|question\w*|want\w*\s+to\s+know|whether)\b", re.IGNORECASE)
_HAD_SAID = re.compile(
    r"\bhad\s+(?:(?:earlier|first|previously|originally|wrongly|already)\s+)?"
    r"(?:reported|claimed|written|said|announced|stated|alleged|suggested)\b",
    re.IGNORECASE,
)
"""What had been said, if the rest of the sentence goes on to something else."""
_SAID_OTHERWISE = re.compile(
    r";|,?\s+(?:but|yet|however|whereas|though|although)\b|\bin\s+(?:fact|reality|truth)\b", re.IGNORECASE
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\b(?:\s+(?:that|having|any|all|ever|claims?|reports?))?|denials?\s+(?:that|of)\b|"
    r"(?:refut|reject|dismiss|disput|contradict)\w*\s+(?:(?:the|a|any|all|as)\s+)?(?:\w+\s+)?(?:claims?|reports?|rumou?rs?|"
    r"allegations?|accusations?|suggestions?|false|that)\b|(?:not|un)\s?true\s+that\b|no\s+(?:evidence|sign|truth)\s+that\b|"
    r"falsely\b|hoax\w*|forge[dr]\w*|fabricated)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:(?:not|never|nor)\s+(?=(?:(?:the|an?|any|in|on|at|by|from|to|for|of|with)\s+){0,2}$)|"
    r"(?<!vote )(?<!voted )(?:no|No(?!\s+\d))\s+$)"
)
"""A negation right before the answer; "No 10" is a number, and "voted no with 66 per cent" counts votes."""
_NEGATIVE = re.compile(
    r"\b(?:no[tr]?|never|nobody|none|nothing|without|except|besides|exclud\w+|forbid\w*|forbade|banned|lack\w*|missing|wrong\w*|"
    r"mistaken\w*|first|originally|earlier|im\w*possible|refrain\w*|le(?:ft|ave)\s+out|instead)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words of a question that asks for what is not so, or no longer."""
_CONDITION = re.compile(
    r"(?<!\bas )(?<!\beven )(?<!\bwhat )\b(?:if(?!\s+(?:any|ever|not|so|only|anything)\b)|unless|provided(?:\s+that)|"
    r"in\s+case|on\s+condition\s+that)\b[^,;.]*",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"(?:Were|Had|Should)\s+[^,;.?]+(?=,[^;]*?\b(?:would|could|might|will)\b)")
"""A condition without "if", at the beginning of its sentence."""
_WHETHER = re.compile(
    r"\b(?:ask|asked|asks|see|know|knows|knew|wonder\w*|unsure|unclear|tell|say|check|decid\w+|question\w*|doubt\w*)\s+$",
    re.IGNORECASE,
)
"""Words after which "if" means "whether"."""
_RUMOUR = re.compile(
    r"\b(?:alleged(?:ly)?|reportedly|supposedly|purportedly|rumou?rs?|rumou?red|unconfirmed|unverified|speculat\w+|"
    r"anonymous\s+(?:letters?|sources?|tips?|tip-offs?|messages?|posts?|e-?mails?|claims?|accusations?|callers?)|"
    r"(?:I|we)\s+(?:(?:have|['’]ve)\s+)?(?:hear|heard|gather|(?:am|was|were|are|been)\s+told)\s+that|word\s+is\s+that|"
    r"(?:is|are|was|were|been)\s+(?:said|claimed|rumou?red)\s+(?:that|to))\b",
    re.IGNORECASE,
)
_SAID_TO = re.compile(
    r"(?:,[^,;.]+,)?\s+(?:is|are|was|were)\s+(?:said|believed|thought|alleged|rumou?red|suspected)\s+to\b",
    re.IGNORECASE,
)
"""Right after the subject: marks the statement as somebody else's."""
_LIKELY = r"(?:(?:most\s+)?(?:likely|probabl[ey]|possibl[ey]|presum(?:ed|abl[ey])|suspected)|thought|believed)"
_SUPPOSED = re.compile(
    rf"\b{_LIKELY}\s+(?:causes?|culprits?|reasons?|explanations?|motives?)\s+(?:is|was|were|are|being)\b", re.IGNORECASE
)
_SUPPOSED_AFTER = re.compile(
    rf"\s+(?:is|was|were|are|has\s+been|had\s+been)\s+(?:the\s+)?{_LIKELY}\s+(?:the\s+)?(?:causes?|culprits?|reasons?|"
    r"explanations?|motives?)\b",
    re.IGNORECASE,
)
"""Says of a cause that it is only supposed."""
_OPTION = re.compile(r"\boptions?\b(?:,[^,;.]*,)?\s+to\b", re.IGNORECASE)
"""What may be done or not."""
_OPTIONAL = re.compile(r"\b(?:options?|may|might|could|can)\b", re.IGNORECASE)
_ASKED_OF = re.compile(
    r"\b(?:said|believed|thought|alleged\w*|rumou?r\w*|suspected|claim\w*|report\w*)\b", re.IGNORECASE
)
_PLAN = re.compile(
    r"\b(?:will|would|plan(?:s|ned|ning)?\s+to|(?:is|are|was|were)\s+(?:to|due\s+to|expected\s+to|scheduled\s+to|set\s+to)|"
    r"hopes?\s+to|intends?\s+to|proposed\s+to|call(?:s|ed|ing)?\s+off|cancel\w*|abandon(?:ed|s|ing)|scrapp\w+|shelved|"
    r"postpon\w+|(?:planned|scheduled|due|slated)\s+(?:for|on))\b",
    re.IGNORECASE,
)
_SET_FOR = re.compile(
    r"\b(?:planned|scheduled|due|set|slated|fixed|arranged|meant|booked)\s+"
    r"(?:for|on|in|(?:to\s+)[\w ]{2,30}?\s(?:on|in|at))\s+$",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(
    r"[^.;]*?\b(?:put\s+(?:off|back)|postponed|delayed|cancell?ed|call(?:ed)?\s+off|rescheduled|scrapped|shelved|"
    r"pushed\s+back|brought\s+forward|adjourned|abandoned|(?:did|will|would)\s+not\s+(?:take\s+place|happen|be\s+held))\b",
    re.IGNORECASE,
)
"""Right before a time, and after it: the plan for it was given up."""
_RISES_FROM = re.compile(r"\b(?:from|than|above|below|to\s+replace)\s+$", re.IGNORECASE)
"""Right before what was so until then: "will rise from 4,100"."""
_AIMS = re.compile(
    r"\b(?:tr(?:y|ies|ied|ying)\s+to|hop(?:es?|ed|ing)\s+to|wants?\s+to|aim(?:s|ed|ing)?\s+to|"
    r"s(?:eeks?|ought|eeking)\s+to|plan(?:s|ned|ning)?\s+to|intend(?:s|ed|ing)?\s+to)\b",
    re.IGNORECASE,
)
"""Says that something is wanted, and may never be."""
_PRESENT = re.compile(r"\b(?:is|are|has|have|does|do)\b", re.IGNORECASE)
_UNREAL = re.compile(
    r"\b(?:would|could|might)\s+(?:\w+ly\s+)?have\b(?!\s+(?:to|an?|the|no|any|its|their|his|her)\b)", re.IGNORECASE
)
"""Something that did not happen, or not certainly, whatever is asked."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_TELLING = re.compile(r"[,”\"]\s*(?:said|says|added|adds|told|according\s+to|explained|warned)\b", re.IGNORECASE)
"""Followed by the speaker of the words before it."""
_COUNTED = re.compile(r"(?:\s+(?!(?:and|who|that|which|will|would|ha[sd]|have|is|are|was|were)\b)[a-z]+){0,2}")
"""The noun counted, right after a number."""
_TO_COME = re.compile(
    r"\s+(?:(?:will|would)\b(?!\s+not\b)|(?:plans?|hopes?|wants?|intends?|(?:(?:has|have|had|is|are|was|were)\s+(?:been\s+)?"
    r"(?:asked|invited|urged|expected|due|set|likely|supposed|offered)))\s+to\b)",
    re.IGNORECASE,
)
"""Right after the subject: says that something is yet to be done."""
_SUPPOSING = re.compile(rf"\b{_LIKELY}\b", re.IGNORECASE)
"""Words of a question that itself asks what is supposed."""
_NEAR = 6
"""Words after such a match among which one of the question's must occur."""
_SAYS = re.compile(r"\b(?:said|says|told|warned|added)\b", re.IGNORECASE)
"""Stands between speakers and their words."""
_PAST = re.compile(
    r"\b(?:did|was|were|has|have|had)\b|^(?:who|what|(?:which|how\s+(?:many|much))\s+(?!.*\b(?:is|are|will|would|can|to)\b)"
    r"[\w'’ -]{1,40}?)\s+(?:(?!need|feed)\w+ed|won|lost|got|took|made|said|became|left|went|came|sold|bought|built|"
    r"gave|found|led|ran|fell|began|paid|beat|met|wrote|broke|caught|chose|drew|drove|fought|held|kept|knew|sent|spoke|stole|stood)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|going\s+to)\b", re.IGNORECASE)
_SUPPOSES = re.compile(r"\b(?:if|unless|would|could|might|should)\b", re.IGNORECASE)
_INTENDS = re.compile(
    r"\b(?:plan\w*|project(?:ed|ion)|expect\w*|intend\w*|intention|meant|supposed|due|(?:was|were|is|are|had)\s+to|propos\w+|"
    r"estimat\w+|forecast\w*|want\w*|aim\w*|seek\w*|try\w*|call\w*\s+off|cancel\w*|abandon\w*|scrapp\w+|postpon\w+|put\s+(?:off|back)|delayed|rescheduled|adjourned|threaten\w*|fores\w+|earmarked|promis\w+|hope\w*|ask\w*|invit\w+|urg\w+|likely|had\s+(?:it|they|he|she)\b|prevented)\b",
    re.IGNORECASE,
)
"""Words of a question that itself asks for a plan."""


def governed_by(question: str, reading: Reading) -> Governed | None:
    """Find what governs the words of a reading.

    Args:
        question: What is asked; if it asks for a denial, a condition or a plan, these do not govern.
        reading: The words, in their sentence.

    Returns:
        How they are governed and by which words, the most serious first; None if nothing governs them.
    """
    if reading.start is None or reading.sentence_start is None or reading.sentence_end is None:
        return None
    offset = reading.hit.passage.start
    sentence = reading.hit.passage.text[reading.sentence_start - offset : reading.sentence_end - offset]
    at = reading.start - reading.sentence_start
    clause = _clause(sentence, at)
    later = reading.hit.passage.text[reading.sentence_end - offset :]
    if not _ASKING.search(question) and (words := _asked_in(sentence, clause, at, later)):
        return Governed("question", words)
    if (match := _DENIAL.search(clause)) and not _asked(question, match.group()):
        return Governed("denial", match.group())
    if (match := _NOT.search(clause)) and not _NEGATIVE.search(question):
        return Governed("denial", match.group().strip())
    supposes = _SUPPOSES.search(question)
    if not supposes and (words := _condition(sentence, at, span_text(reading))):
        return Governed("condition", words)
    if (match := _OPTION.search(clause)) and not _OPTIONAL.search(question):
        return Governed("condition", match.group())
    answer = span_text(reading)
    after = sentence[at + len(answer) :]
    if words := _rumoured(question, clause if after.strip(' .!”"') or at else answer, after):
        return Governed("rumour", words)
    if _INTENDS.search(question):
        return None
    words = _given_up(clause, after) or (None if supposes else _planned(question, clause, answer, after))
    return Governed("plan", words) if words else None


def _rumoured(question: str, clause: str, after: str) -> str | None:
    """Return the words, before or after the answer, by which it is only supposed, or said by others."""
    if (match := _SUPPOSED.search(clause) or _SUPPOSED_AFTER.match(after)) and not _SUPPOSING.search(question):
        return match.group().strip()
    if (match := _RUMOUR.search(clause) or _matched(_SAID_TO, after, 0, question)) and not _ASKED_OF.search(question):
        return match.group().rpartition(",")[2].strip()
    match = _HAD_SAID.search(clause) if _SAID_OTHERWISE.search(after) and not _ASKED_OF.search(question) else None
    return match.group() if match else None


def _asked_in(sentence: str, clause: str, at: int, later: str) -> str | None:
    """Return the words by which somebody only asks what the answer is part of, in its sentence or the next."""
    if asked := _ASKS_AFTER.match(later):
        return asked.group().strip()
    quoted = next((match for match in _ASKS.finditer(sentence) if match.start() < at < match.end()), None)
    found = quoted or _WHETHER_ASKED.search(clause)
    return found.group() if found else None


def _given_up(clause: str, after: str) -> str | None:
    """Return the words after a planned time by which the plan was put off or given up."""
    match = _PUT_OFF.match(after) if _SET_FOR.search(clause) else None
    return match.group().strip(" ,") if match else None


def _planned(question: str, clause: str, answer: str, after: str) -> str | None:
    """Return the words, before or after the answer, that make a plan of what the question asks for as done."""
    match = _UNREAL.search(clause + answer)
    if match and match.end() <= len(clause):
        return match.group()
    if _RISES_FROM.search(clause):
        return None
    if _PRESENT.search(question) and (match := _AIMS.search(clause)):
        return match.group()
    if not _PAST.search(question) or _WILL.search(question):
        return None
    if match := _PLAN.search(clause):
        return match.group()
    counted = _COUNTED.match(after) if answer[-1:].isdigit() else None
    match = _matched(_TO_COME, after, counted.end() if counted else 0, question)
    return match.group().strip() if match else None


def _matched(form: re.Pattern[str], after: str, at: int, question: str) -> re.Match[str] | None:
    """Match the text after an answer if a word of the question follows: "who bid?" and "is said to bid"."""
    match = form.match(after, at)
    follows = set(analysed(after[match.end() :])[:_NEAR]) if match else set()
    return match if follows & set(content_terms(question)) else None


def _clause(sentence: str, at: int) -> str:
    """Return the clause before an offset, without quoted words and without statements followed by their speaker."""
    start = max((match.end() for match in _CLAUSE.finditer(sentence, 0, at)), default=0)
    clause = _QUOTED.sub(lambda quoted: quoted.group()[-1], sentence[start:at])
    clause_start = max((match.end() for match in _TELLING.finditer(clause)), default=0)
    return clause[clause_start:]


def _condition(sentence: str, at: int, answer: str) -> str | None:
    speaker_at = max((match.end() for match in _TELLING.finditer(sentence, 0, at)), default=0)
    if not speaker_at and (match := _INVERTED.match(sentence)) and match.end() <= at and ";" not in sentence[:at]:
        return match.group()
    for match in _CONDITION.finditer(sentence):
        is_reported = match.start() < speaker_at <= at or _SAYS.search(sentence, at + len(answer), match.start())
        if not is_reported and not _WHETHER.search(sentence, 0, match.start()) and match.group() != answer:
            return match.group().strip()
    return None


def _asked(question: str, words: str) -> bool:
    """Return whether the question itself has the governing word: one that asks what was denied wants the denial."""
    return analysed(words)[0] in analysed(question)
