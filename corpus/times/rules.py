"""The forms that expressions of time have in English, each a pattern with a name.

A pattern's group ``x`` is the expression where other words must precede it; its other groups are
read by `corpus.times.resolving`.
"""

import re

from corpus.times.holidays.days import NAMED, SHORT
from corpus.times.vocabulary import (
    BARE_MONTH,
    CLOCK,
    DAY,
    LOOSELY,
    MONTH,
    NUMBER,
    ORDINAL,
    PART,
    SEASON,
    SHORT_WEEKDAY,
    SURE_MONTH,
    UNIT,
    VAGUE,
    WEEKDAY,
    YEAR,
    ZONE,
)

_BEFORE = (
    r"(?i:in|since|by|until|till|of|from|to|during|through|throughout|before|after|between|for|around|about|this|and"
    r"|on|at|over)"
)
_YEAR_BEFORE = r"(?i:in|since|by|until|till|of|from|during|throughout|before|after|between|around|circa|the|and|to|for)"
_COUNTED = (
    r"(?!\s+(?:people|persons|homes|houses|m\b|km\b|met|mil|kilo|feet|ton|dollars|euros|pounds|votes|soldiers"
    r"|troops|deaths|cases"
    r"|years|men|women|children|members|employees|jobs|seats|points|words|copies|units|workers|students|hours|days))"
)
_WEATHER = "[a-z]+est|[a-z]{3,}y|wet|cold|warm|dry|hot|mild|bad|good|record|quiet|typical|normal|white"
"""Words before a month that say what it was like."""
_ONWARD = "to|from|up|on|upon|in|into|for|within|short|apart|under|below|behind|out|off|due|over"
"""Words after which ``spring`` and ``fall`` are verbs."""
_COUNT = (
    rf"(?:(?P<loose>(?i:within|about|around|some|almost|nearly|over|roughly|approximately|more\s+than"
    rf"|half|less\s+than|just\s+over|just\s+under|at\s+least))\s+)?"
    rf"(?:(?i:exactly|just)\s+)?(?:(?P<count>(?i:{NUMBER}))|(?P<vague>(?i:{VAGUE})))[\s-]+(?i:and\s+a\s+half\s+)?"
    rf"(?P<unit>(?i:{UNIT}|(?:night|morning|evening)s?\b|hours\b))"
)
_OF_YEAR = r"(?:,?\s+(?:of\s+)?(?P<whose>(?i:last|this|next))\s+year)?"
_TO = r"\s*(?:to|through|until|till|and|[-–—])\s*"

_FORMS = {
    "days": rf"(?:(?P<m1>{MONTH})\s+(?P<a1>{DAY}){_TO}(?P<b1>{DAY})(?:,?\s+(?P<y1>{YEAR}))?"
    rf"|(?P<a2>{DAY}){_TO}(?P<b2>{DAY})\s+(?:of\s+)?(?P<m2>{MONTH})(?:,?\s+(?P<y2>{YEAR}))?){_OF_YEAR}",
    "date": rf"(?:{SHORT_WEEKDAY},?\s+(?:the\s+)?)?(?:(?P<m1>{MONTH})\s+(?P<d1>{DAY}),?\s+(?P<y1>{YEAR})"
    rf"|(?P<d2>{DAY})(?:\s+day)?\s+(?:of\s+)?(?P<m2>{MONTH}),?\s+(?P<y2>{YEAR})|(?P<iso>{YEAR}-[01]\d-[0-3]\d)"
    rf"(?![\w-]))",
    "day": rf"(?:(?P<weekday>{SHORT_WEEKDAY}),?\s+(?:the\s+)?)?(?:(?P<m1>{MONTH})\s+(?P<d1>{DAY})(?!\s*:|:\d)"
    rf"|(?:the\s+)?(?P<d2>{DAY})\s+(?:of\s+)?(?P<m2>{MONTH})(?!\w)){_OF_YEAR}",
    "week of": rf"(?:the\s+)?week\s+(?P<how>of|ending|beginning|starting)\s+(?:{WEEKDAY},?\s+)?"
    rf"(?:(?P<m1>{MONTH})\s+(?P<d1>{DAY})|(?P<d2>{DAY})\s+(?P<m2>{MONTH}))(?:,?\s+(?P<y1>{YEAR}))?",
    "month of year": rf"(?:(?i:{LOOSELY})[\s-]+)?(?P<month>{MONTH})(?:\s+of|,)?\s+(?:(?P<year>{YEAR})|"
    rf"(?P<whose>last|this|next)\s+year\b)",
    "month": rf"(?:{_BEFORE}\s+(?P<x>(?P<month>{BARE_MONTH})(?![’'\w]|\s+\d))|(?P<loose>(?i:{LOOSELY})[\s-]+)"
    rf"(?P<bare>{BARE_MONTH})(?!\s+\d))",
    "lone month": rf"(?:(?i:the|an?|its|their)\s+(?:(?:{_WEATHER})\s+)?|(?i:entered|entering)\s+|(?<=[.!?”\"]\s)|"
    rf"(?<=\n))"
    rf"(?P<x>(?P<month>{SURE_MONTH}))"
    r"(?![’'\w]|\s+\d|,?\s+[A-Z])",
    "named month": rf"(?P<whose>(?i:last|next|this(?:\s+past|\s+coming)?))\s+(?P<month>{BARE_MONTH})(?!\s+\d)"
    rf"(?:\s+and\s+(?P<also>{BARE_MONTH}))?(?!\s+\d)",
    "weekday": rf"(?:(?i:early|late)\s+(?:on\s+)?)?(?:(?P<whose>(?i:last|next|this(?:\s+past|\s+coming)?))\s+)?"
    rf"(?P<weekday>{WEEKDAY})(?:\s+{PART})?(?:,?\s+(?:of\s+)?(?P<week>(?i:last|next|this))\s+(?i:week))?",
    "other weekday": rf"(?P<whose>(?i:the\s+(?:previous|preceding|following)))\s+(?P<weekday>{WEEKDAY})(?:\s+{PART})?",
    "weekday week": rf"(?:(?P<count>(?i:an?|two))\s+(?P<unit>(?i:weeks?|fortnight))\s+(?i:from|on|this|next)?\s*"
    rf"(?P<weekday>"
    rf"{WEEKDAY}|(?i:today|tomorrow))|(?P<weekday2>{WEEKDAY})\s+(?i:week)\b(?!\s+(?i:of|after|before)))",
    "nth weekday": rf"(?:(?i:the)\s+)?(?P<nth>(?i:first|second|third|fourth|last))\s+(?P<weekday>{WEEKDAY})\s+(?i:of"
    rf"|in)\s+"
    rf"(?P<month>{BARE_MONTH})(?![’'\w])(?:,?\s+(?P<year>{YEAR}))?",
    "weekday beside": rf"(?i:the)\s+(?P<weekday>{WEEKDAY})\s+(?P<way>(?i:before|after))\b"
    r"(?=\s*[.,;]|\s+(?i:the|his|her|their|its|that)\b)",
    "near day": rf"(?:(?i:midday|late|early|noon)\s+)?(?P<near>(?i:(?:the\s+)?day\s+before\s+yesterday|"
    rf"(?:the\s+)?day\s+after\s+tomorrow|yesterday|tomorrow|today))\b"
    rf"(?:\s+{PART})?",
    "near part": r"(?P<near>(?i:tonight|last\s+night|this\s+(?:morning|afternoon|evening)|(?:earlier"
    r"|later)\s+today))\b",
    "near unit": r"(?:(?i:earlier|later|late|early|sometime|mid)[\s-]+)?(?P<whose>(?i:last|this|next))\s+"
    r"(?P<unit>(?i:weekend|week|month|year|decade|century|quarter))(?!['’]s?\s+(?:time)\b)\b(?!\s+of\b)",
    "other unit": r"(?:(?i:earlier|later|late|early)\s+)?(?P<whose>(?i:the\s+(?:previous|preceding|following|next"
    r"|same)|that(?:\s+same)?))\s+"
    r"(?P<unit>(?i:day|night|morning|afternoon|evening|weekend|week|month|year|decade|century))\b(?!\s+of\b)",
    "other period": rf"(?P<whose>(?i:the\s+(?:previous|preceding|following|next|same)|that(?:\s+same)?))\s+"
    rf"(?P<name>{BARE_MONTH}"
    rf"(?![’'\w]|\s+\d)|(?i:summer|autumn|winter|(?:spring|fall)(?!\s+(?:{_ONWARD})\b))\b|{SHORT})(?!\s+of\b"
    rf"|\s+[A-Z][a-z])",
    "this time": r"(?:at\s+)?(?P<x>(?i:this|the\s+same)\s+(?i:time)\s+(?P<whose>(?i:last|next))\s+(?P<unit>(?i:week"
    r"|month|year)))\b",
    "stretch": rf"(?:(?:the|this)\s+)?(?P<whose>(?i:past|last|coming|next))\s+(?:(?P<count>(?i:{NUMBER}))"
    rf"|(?P<vague>(?i:{VAGUE}|few)))[\s-]+(?P<unit>{UNIT})",
    "one stretch": r"(?i:the|this)\s+(?P<whose>(?i:past|coming))\s+(?P<unit>(?i:day|week|weekend|month|year|decade))\b",
    "weekend": r"(?i:at|over|on|during|across)\s+(?P<x>the\s+weekend)\b(?!\s+(?:of|before|after|that|when))",
    "rest": r"(?:(?i:by|at|before|until|till|towards?|around|for|in)\s+)?(?P<x>(?i:the\s+)?(?i:end|start|beginning"
    r"|middle|rest)\s+(?i:of\s+the)\s+(?i:calendar\s+)?(?P<unit>week|month|year|decade|century)|(?:later|earlier|late"
    r"|early)\s+in\s+the\s+"
    r"(?P<inside>week|month|year|decade|century)|(?:the\s+)?(?P<ends>year)[\s-]end)\b(?!\s+(?:of|before|after"
    r"|ending)\b)",
    "bare season": r"(?i:in|during|over|since|until|by|before|from|through|this)\s+(?P<x>(?:(?P<part>(?i:early|late"
    r"|mid))[\s-]+)?"
    r"(?i:the\s+)?(?P<season>(?i:spring|summer|autumn|winter)))(?=\s*[.,;:)!?–—]|\s+(?:and|when|with|after|before|as"
    r"|by|he"
    r"|she|it|they|the|but|at|on|in|to|for|while|because)\b|\s*$)",
    "day of month": r"(?i:on)\s+(?P<x>the\s+(?P<nth>(?:[12]?[1-9]|[123]0|31)(?:st|nd|rd|th))"
    r"(?:\s+of\s+(?P<whose>this|last|next)\s+month)?)(?=\s*[.,;:)]|\s*$)",
    "slashed": r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:19|20)?\d\d)(?![\w/])",
    "known day": r"(?P<known>9/11(?![\w/])|(?:September\s+11(?:th)?|11(?:th)?\s+September)(?=,?\s+(?:terror\w*\s+)?"
    r"attacks?)|January\s+6(?:th)?(?=,?\s+(?:riot|attack|insurrection|committee|Capitol)))",
    "years old": rf"(?i:the|his|her|its|their|our|my|a|an|each)\s+(?P<x>(?P<year>(?:19|20)\d\d)){_COUNTED}"
    r"(?=\s+(?!block\b|met|sq|kilo|mile)[A-Za-z][a-z]+)",
    "season": rf"(?:(?:(?P<part>(?i:early|mid|late))[\s-]+|(?i:{LOOSELY})[\s-]+)?(?i:the\s+)?(?P<named>{SEASON})"
    rf"(?:\s+of|,)?\s+(?P<year>{YEAR})"
    rf"(?:[-–/](?P<into>\d\d(?:\d\d)?)(?![\w/-]))?|"
    rf"(?P<whose>(?i:last|this|next))\s+(?P<season>{SEASON}))",
    "quarter": rf"(?:(?:the\s+)?(?P<nth>(?i:first|second|third|fourth|last|final|1st|2nd|3rd|4th))[\s-]+"
    rf"(?P<part>(?i:quarter|half))\b|(?:(?P<before>{YEAR})\s+)?(?:Q(?P<q>[1-4])|H(?P<h>[12]))\b)"
    rf"(?:(?:\s+of)?\s+(?:(?P<year>{YEAR})|(?:fiscal\s+(?:year\s+)?(?P<fiscal>{YEAR}))|(?P<whose>last|this"
    rf"|next)\s+year))?",
    "year to": rf"(?i:(?:the\s+)?(?:(?:fiscal|financial|tax)\s+)?year\s+(?:that\s+|which\s+)?(?P<how>ended|ends|ending"
    rf"|to)\s+(?:on\s+)?"
    rf"(?:the\s+)?)(?:(?P<m1>{MONTH})\s+(?P<d1>{DAY})|(?P<d2>{DAY})\s+(?:of\s+)?(?P<m2>{MONTH}))(?:,?\s+"
    rf"(?P<y1>{YEAR}))?",
    "fiscal years": rf"(?i:(?:fiscal|financial|tax)\s+year)\s+(?P<first>{YEAR})[-–/](?P<short>\d\d)(?![\w/-])",
    "fiscal": rf"(?i:fiscal(?:\s+year)?|financial\s+year|FY)(?:\s?{YEAR}(?:[-–/]\d\d(?:\d\d)?)?)?\b",
    "ago": rf"{_COUNT}\s+(?P<way>(?i:ago|from\s+now|hence))\b",
    "apart": rf"{_COUNT}\s+(?P<way>(?i:earlier|later|before|after(?:wards)?|previously|prior))\b(?:\s+to\b)?",
    "hours ago": rf"(?:(?:(?i:{NUMBER})|(?i:{VAGUE}))\s+)?(?i:hours?|minutes?)\s+(?P<way>(?i:ago|earlier|later))\b",
    "adjacent": r"(?<!\bto\s)(?<!\bthis\s)(?:(?<!\bto\s)(?i:the|a|one)\s+)?(?<!\bto\sthe\s)(?P<unit>(?i:day|night"
    r"|evening|morning|week"
    r"|fortnight|month|year))\s+(?P<way>(?i:before|after|earlier|later))\b",
    "within": rf"\b(?P<x>(?P<how>(?i:in|within))\s+(?P<count>(?i:{NUMBER}))[\s-]+"
    rf"(?P<unit>(?i:day|week|fortnight|month|year)s?\b)(?P<time>['’]?s?['’]?\s+(?i:time)\b)?)(?!\s+of\b)",
    "decade": rf"(?:(?i:{LOOSELY})[\s-]+)?(?i:the\s+)?(?:(?i:early|late|mid)[\s-]+)?(?:(?P<decade>(?:1[0-9]"
    rf"|20)\d0)s\b|['’](?P<short>\d0)s\b)",
    "decade in words": r"(?:(?i:early|late|mid|(?:the\s+)?(?:middle|end|start|beginning|close)\s+of)[\s-]+)?(?i:the)\s+"
    r"(?:(?P<loose>(?i:early|late|mid))[\s-]+)?(?P<tens>(?i:twen|thir|for|fif|six|seven|eigh|nine))(?i:ties)\b"
    r"(?![\s-]+(?i:field|pipeline|percent|per\s+cent|degrees))",
    "century": r"(?:(?i:early|late|mid)[\s-]+)?(?:(?P<in>(?i:(?:the\s+)?(?:first|second|latter)\s+half))\s+"
    r"(?i:of)\s+)?(?i:the\s+)?"
    rf"(?:(?i:early|late|mid)[\s-]+)?(?P<century>\d{{1,2}}(?:st|nd|rd|th)|(?i:{ORDINAL}))[\s-](?:century|CENTURY"
    rf"|Century(?!\s+[A-Z]))\b"
    r"(?P<old>\s+(?:BC|BCE))?",
    "holiday": rf"(?:(?P<eve>(?i:(?:the\s+)?eve\s+of\s+))|(?P<long>(?i:long\s+weekend\s+of\s+)))?"
    rf"(?:(?P<whose>(?i:last|this|next))\s+)?(?P<named>{NAMED})"
    rf"(?:,?\s+(?:(?P<year>{YEAR})|(?:of\s+)?(?P<of>last|this|next)\s+year))?",
    "bank holiday": r"(?P<bank>(?i:bank[\s-]holiday))\s+(?:(?i:monday)\b|(?P<weekend>(?i:weekend))\b)",
    "short holiday": rf"(?:{_BEFORE}\s+(?:(?i:the)\s+(?={SHORT}\s+(?i:weekend)))?(?P<x>{SHORT}(?:\s+(?P<weekend>"
    rf"(?i:weekend)))?(?:,?\s+"
    rf"(?P<year>{YEAR}))?)|(?P<whose>(?i:last|this"
    rf"|next))\s+{SHORT})(?![-\s]+(?i:tree|island|card|present|gift))",
    "year": rf"{_YEAR_BEFORE}\s+(?P<x>(?:(?i:{LOOSELY})[\s-]+)?(?P<year>{YEAR})){_COUNTED}(?![\w'’/-]|\s*[-–]\s*\d"
    rf"|[.,:]\d|\s+(?:BC|[A-Z]{{3}}\b))",
    "loose year": rf"(?P<loose>(?i:early|late|mid)[\s-]+(?P<year>{YEAR}))(?![\w/-])",
    "only year": rf"[(\[](?:in\s+)?(?P<x>(?P<year>{YEAR}))(?=[)\],;–])",
    "years": rf"(?P<first>{YEAR})(?:[-–](?P<last>{YEAR})|(?:/|[-–](?=\d\d\s+(?:season|campaign|school|academic|term"
    rf"|session|winter|financial|fiscal|tax|war)\b))(?P<short>\d\d))(?![\w/-]|[.,:]\d)",
    "years between": rf"(?i:in|from|during|between|throughout|since)\s+(?P<x>(?P<first>{YEAR})[-–](?P<short>\d\d))"
    r"(?![\w/-]|[.,:]\d|\s+(?:votes?|to)\b)",
    "clock": rf"(?:(?i:at|around|about|shortly\s+(?:before|after)|just\s+(?:before|after))\s+)*"
    rf"(?P<clock>{CLOCK}){ZONE}(?:\s*\([^()\n]{{1,30}}\))?",
}
RULES = tuple((name, re.compile(rf"(?<![\w.$€£/-])(?<!\d,){form}")) for name, form in _FORMS.items())
"""Every form; of matches of equal length, the earlier form wins."""
NEEDS = {
    "weekday week": ("week", "fortnight"),
    "nth weekday": ("first", "second", "third", "fourth", "last"),
    "other weekday": ("previous", "preceding", "following"),
    "weekday beside": ("before", "after"),
    "near unit": ("last", "this", "next"),
    "other unit": ("previous", "preceding", "following", "next", "same", "that"),
    "other period": ("previous", "preceding", "following", "next", "same", "that"),
    "this time": (" time ",),
    "one stretch": ("past", "coming"),
    "weekend": ("weekend",),
    "week of": ("week",),
    "rest": ("of the", "in the", "year"),
    "bare season": ("spring", "summer", "autumn", "winter"),
    "season": ("spring", "summer", "autumn", "winter", "fall"),
    "quarter": ("quarter", "half", "q1", "q2", "q3", "q4", "h1", "h2"),
    "slashed": ("/",),
    "fiscal": ("fiscal", "financial", "fy"),
    "fiscal years": ("fiscal", "financial", "tax"),
    "year to": ("year",),
    "ago": ("ago", "from", "hence"),
    "hours ago": ("hour", "minute"),
    "decade": ("0s",),
    "decade in words": ("ties",),
    "century": ("century",),
    "bank holiday": ("bank",),
    "short holiday": ("christmas", "easter", "halloween", "thanksgiving", "mardi gras"),
}
"""Words of which a text must have one for a form to be in it, in lower case; searching for these is quicker."""
