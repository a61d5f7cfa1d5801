"""The forms that expressions of time have in English, each a pattern with a name.

A pattern's group ``x`` is the expression where other words must precede it; its other groups are
read by `corpus.times.resolving`.
"""

import re

from corpus.times.holidays import NAMED, SHORT
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
    "lone month": rf"(?:(?i:the|a|its|their|entered|entering)\s+|(?<=[.!?”\"]\s)|(?<=\n))(?P<x>(?P<month>{SURE_MONTH}))"
    r"(?![’'\w]|\s+\d|,?\s+[A-Z])",
    "named month": rf"(?P<whose>(?i:last|next|this(?:\s+past|\s+coming)?))\s+(?P<month>{BARE_MONTH})(?!\s+\d)"
    rf"(?:\s+and\s+(?P<also>{BARE_MONTH}))?(?!\s+\d)",
    "weekday": rf"(?:(?i:early|late)\s+(?:on\s+)?)?(?:(?P<whose>(?i:last|next|this(?:\s+past|\s+coming)?|the\s+"
    rf"(?:previous|following)))\s+)?"
    rf"(?P<weekday>{WEEKDAY})(?:\s+{PART})?(?:,?\s+(?:of\s+)?(?P<week>last|next|this)\s+week)?",
    "weekday beside": rf"the\s+(?P<weekday>{WEEKDAY})\s+(?P<way>before|after)\b"
    r"(?=\s*[.,;]|\s+(?:the|his|her|their|its)\b)",
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
    "stretch": rf"(?:(?:the|this)\s+)?(?P<whose>(?i:past|last|coming|next))\s+(?:(?P<count>(?i:{NUMBER}))"
    rf"|(?P<vague>(?i:{VAGUE}|few)))[\s-]+(?P<unit>{UNIT})",
    "one stretch": r"(?i:the|this)\s+(?P<whose>(?i:past|coming))\s+(?P<unit>(?i:day|week|weekend|month|year|decade))\b",
    "weekend": r"(?i:at|over|on|during|across)\s+(?P<x>the\s+weekend)\b(?!\s+(?:of|before|after|that|when))",
    "rest": r"(?:(?i:by|at|before|until|till|towards?|around|for|in)\s+)?(?P<x>(?:the\s+)?(?i:end|start|beginning"
    r"|middle|rest)\s+of\s+the\s+(?P<unit>week|month|year|decade|century)|(?:later|earlier|late|early)\s+in\s+the\s+"
    r"(?P<inside>week|month|year|decade|century)|(?:the\s+)?(?P<ends>year)[\s-]end)\b(?!\s+(?:of|before|after|ending)\b)",
    "bare season": r"(?i:in|during|over|since|until|by|before|from|through|this)\s+(?P<x>(?:(?i:early|late|mid)[\s-]+)?"
    r"(?:the\s+)?(?P<season>spring|summer|autumn|winter))(?=\s*[.,;:)!?–—]|\s+(?:and|when|with|after|before|as|by|he"
    r"|she|it|they|the|but|at|on|in|to|for|while|because)\b|\s*$)",
    "day of month": r"(?i:on)\s+(?P<x>the\s+(?P<nth>(?:[12]?[1-9]|[123]0|31)(?:st|nd|rd|th))"
    r"(?:\s+of\s+(?P<whose>this|last|next)\s+month)?)(?=\s*[.,;:)]|\s*$)",
    "slashed": r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:19|20)?\d\d)(?![\w/])",
    "known day": r"(?P<known>9/11(?![\w/])|(?:September\s+11(?:th)?|11(?:th)?\s+September)(?=,?\s+(?:terror\w*\s+)?"
    r"attacks?)|January\s+6(?:th)?(?=,?\s+(?:riot|attack|insurrection|committee|Capitol)))",
    "years old": rf"(?i:the|his|her|its|their|our|my|a|an|each)\s+(?P<x>(?P<year>(?:19|20)\d\d)){_COUNTED}"
    r"(?=\s+(?!block\b|met|sq|kilo|mile)[A-Za-z][a-z]+)",
    "season": rf"(?:(?:(?i:{LOOSELY})[\s-]+)?(?:the\s+)?(?P<named>{SEASON})(?:\s+of|,)?\s+(?P<year>{YEAR})"
    rf"(?:[-–/](?P<into>\d\d(?:\d\d)?)(?![\w/-]))?|"
    rf"(?P<whose>(?i:last|this|next))\s+(?P<season>{SEASON}))",
    "quarter": rf"(?:(?:the\s+)?(?P<nth>(?i:first|second|third|fourth|last|final|1st|2nd|3rd|4th))[\s-]+"
    rf"(?P<part>(?i:quarter|half))\b|(?:(?P<before>{YEAR})\s+)?(?:Q(?P<q>[1-4])|H(?P<h>[12]))\b)"
    rf"(?:(?:\s+of)?\s+(?:(?P<year>{YEAR})|(?:fiscal\s+(?:year\s+)?(?P<fiscal>{YEAR}))|(?P<whose>last|this"
    rf"|next)\s+year))?",
    "fiscal": rf"(?i:fiscal(?:\s+year)?|financial\s+year|FY)\s?(?:{YEAR})?(?:[-–/]\d\d(?:\d\d)?)?\b",
    "ago": rf"(?:(?P<loose>(?i:within|about|around|some|almost|nearly|over|roughly|approximately|more\s+than"
    rf"|half|less\s+than|just\s+over|just\s+under|at\s+least))\s+)?"
    rf"(?:(?i:exactly|just)\s+)?(?:(?P<count>(?i:{NUMBER}))|(?P<vague>(?i:{VAGUE})))[\s-]+(?:and\s+a\s+half\s+)?"
    rf"(?P<unit>{UNIT})\s+"
    r"(?P<way>ago|earlier|later|before|after(?:wards)?|previously|prior|from\s+now|hence)\b(?:\s+to\b)?",
    "hours ago": rf"(?:(?i:{NUMBER})|(?i:{VAGUE}))\s+(?:hours?|minutes?)\s+(?P<way>ago|earlier|later)\b",
    "adjacent": r"(?:(?i:the|a|one)\s+)?(?P<unit>(?i:day|week|month|year))\s+(?P<way>before|after|earlier|later)\b",
    "within": rf"\b(?P<x>(?i:in)\s+(?P<count>{NUMBER})[\s-]+(?P<unit>(?:day|week|month|year)s?)"
    rf"(?P<time>['’]?s?['’]?\s+time)?)\b",
    "decade": rf"(?:(?i:{LOOSELY})[\s-]+)?(?:the\s+)?(?:(?i:early|late|mid)[\s-]+)?(?:(?P<decade>(?:1[0-9]"
    rf"|20)\d0)s\b|['’](?P<short>\d0)s\b|(?<=the\s)(?P<tens>fif|six|seven|eigh|nine)ties\b)",
    "century": r"(?:(?i:early|late|mid)[\s-]+)?(?:the\s+)?(?:(?i:early|late|mid)[\s-]+)?(?P<century>\d{1,2}(?:st"
    rf"|nd|rd|th)|(?i:{ORDINAL}))[\s-]century\b(?P<old>\s+(?:BC|BCE))?",
    "holiday": rf"(?:(?P<eve>(?:the\s+)?eve\s+of\s+)|(?P<long>long\s+weekend\s+of\s+))?"
    rf"(?:(?P<whose>(?i:last|this|next))\s+)?(?P<named>{NAMED})"
    rf"(?:,?\s+(?:(?P<year>{YEAR})|(?:of\s+)?(?P<of>last|this|next)\s+year))?",
    "short holiday": rf"(?:{_BEFORE}\s+(?P<x>{SHORT}|{SHORT},?\s+(?P<year>{YEAR}))|(?P<whose>(?i:last|this"
    rf"|next))\s+{SHORT})(?![-\s]+(?i:tree|island|card|present|gift))",
    "year": rf"{_YEAR_BEFORE}\s+(?P<x>(?:(?i:{LOOSELY})[\s-]+)?(?P<year>{YEAR})){_COUNTED}(?![\w'’/-]|\s*[-–]\s*\d"
    rf"|[.,:]\d|\s+(?:BC|[A-Z]{{3}}\b))",
    "loose year": rf"(?P<loose>(?i:early|late|mid)[\s-]+(?P<year>{YEAR}))(?![\w/-])",
    "only year": rf"[(\[](?:in\s+)?(?P<x>(?P<year>{YEAR}))(?=[)\],;–])",
    "years": rf"(?P<first>{YEAR})(?:[-–](?P<last>{YEAR})|(?:/|[-–](?=\d\d\s+(?:season|campaign|school|academic|term"
    rf"|session|winter)\b))(?P<short>\d\d))(?![\w/-]|[.,:]\d)",
    "clock": rf"(?:(?i:at|around|about|shortly\s+(?:before|after)|just\s+(?:before|after))\s+)*"
    rf"(?P<clock>{CLOCK}){ZONE}(?:\s*\([^()\n]{{1,30}}\))?",
}
RULES = tuple((name, re.compile(rf"(?<![\w.$€£/-])(?<!\d,){form}")) for name, form in _FORMS.items())
"""Every form; of matches of equal length, the earlier form wins."""
