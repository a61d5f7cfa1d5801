"""Read authors from bylines (``By JANE DOE and JOHN ROE, Associated Press``) and from metadata."""

import re
from dataclasses import dataclass

from corpus.metadata.datelines import agency_named

_BY = re.compile(
    r"\s*(?:(?:(?:story|words|text|written|reported|report|compiled|researched) )?by[:\s]"
    r"|(?:text|words|story|texte?|tekst|interview|reporter)\s?:"
    r"|(?:von|par|por|av|af|door)[:\s])\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)
_REPORTING = re.compile(r"\(?(?:Additional r|R)eporting by (?P<names>[^;()]+?)(?:;|\)|\.?$)")
_AND = re.compile(r"\s*(?:,|;|\band\b|&|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_]\.){1,3}|[^\W\d_][^\W\d_'’.-]*(?:[-'’][^\W\d_]+)*\.?")
_PARTICLES = frozenset("de da di du del della van von der den la le el al bin ibn ben ter ten zu y st mac".split())
_NO_NAMES = frozenset(
    "the a an this that these those air sea land law design then now far our your their his her its all some many most "
    "any no one two three first last next staff special reporter editor correspondent contributor business".split()
)
_ROLE = re.compile(
    r"\b(?:staff|writers?|reporters?|editors?|correspondents?|contributors?|columnists?|bureau|chief|desk|team|"
    r"special to|network|"
    r"news|times|post|press|journal|guardian|telegraph|herald|tribune|gazette|today|magazine|mail|mailonline|"
    r"service|agency|agencies|media|review|observer|standard|daily|radio|tv|television|broadcasting|cnn|bbc|reuters|afp|npr|nbc|abc|cbs|fox)\b",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"\b(?:staff|writers?|reporters?|editors?|correspondents?|contributors?|columnists?|chief|special to|team)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"anonymous|anon|unspecified|unknown(?: author)?|unnamed|none|n/?a|null|(?:wp|site|web|sys|super)?[-_ ]?admin\w*"
    r"|web ?master|root|users?|default(?: user)?|guest|owner|author|editor|test(?:er)?|pc"
    r"|(?:microsoft|ms|windows|office|mac|libreoffice)[\w ]*(?:user|office)"
    r"|python-docx|(?:apache )?(?:poi|fop)|user ?\d+|staff|-+|\.+|\?+"
    r"|(?:ricoh|canon|xerox|konica|kyocera|epson|lexmark|toshiba|sharp mx|brother mfc|hp) .*|.*\b(?:scan(?:ner)?s?"
    r"|copiers?|printers?|mfp|(?:laser|office|desk)jet|imagerunner|workcentre|bizhub)\b.*|(?:adobe|acrobat|indesign|pdf|latex"
    r"|pandoc|calibre|libreoffice|openoffice|quark|pscript|wkhtmltopdf)\b.*",
    re.IGNORECASE,
)
"""Values of author fields that name nobody."""
_WITH_JOB = re.compile(
    r",\s+(?:[\w&-]+ ){0,3}(?:editor|correspondent|reporter|columnist|critic|(?:staff |special )writer)"
    r"(?: in [A-Z]\w+)?\s*$",
    re.IGNORECASE,
)
"""What a person is at the paper, after the name."""
_DESK = re.compile(
    r"(?:the |die |la |de )?(?:news|web|online|digital)?[- ]?(?:desk|room|team|staff|redak[ct]ion(?:en)?"
    r"|redaksjon(?:en)?|rédaction|redacción|redazione|redactie)|editorial (?:team|staff|board)|editors?",
    re.IGNORECASE,
)
"""Values that name those who work at a paper, and no person."""
_PICTURES = re.compile(
    r"\s*[,|/;·•]?\s+\(?(?:photo(?:graph)?s?|pictures?|images?|foto(?:s|graf\w*)?|bilde?r?|video|illustrations?)\s?"
    r"(?::|by\b|av\b|von\b|par\b)\s*.*",
    re.IGNORECASE,
)
"""Who took the pictures, next to who wrote the words."""
_PLACES = re.compile(
    r"(?:new|los|las|san|santa|sao|são|st|saint|port|north|south|east|west|fort|mount|lake|cape|great|upper|lower|old|hong"
    r"|kuala|tel|abu|addis|buenos|rio|sri|united|jan\w*|feb\w*|mar|march|apr\w*|may|june?|july?|aug|august|sept?\w*"
    r"|oct\w*|nov\w*|dec\w*|\w+day)\b.*"
    r"|.*\b(?:city|town|village|county|hall|street|road|avenue|square|beach|park|university|college|school|council"
    r"|church|cathedral|cent(?:re|er)|hotel|theatre|theater|museum|stadium|arena|island|islands|river|bridge|house|court"
    r"|d\.?c|republic|kingdom|states|hospital|station|airport|club|festival|election|report|minutes|meeting|edition)\b.*",
    re.IGNORECASE,
)
"""Two capitalised words that are more likely a place or an event than a person."""
_PAPER = re.compile(
    r"(?:[Tt]he )?(?:(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*|&|and|of|the)\s+){0,4}"
    r"(?:News|Times|Post|Press|Journal|Guardian|Telegraph|Herald|Tribune|Gazette|Magazine|Mail|Agency|Review|Observer|Standard|Chronicle|Echo|Courier|Bulletin|Dispatch|Monitor|Sentinel|"
    r"Examiner|Express|Globe|Inquirer|Ledger|Messenger|Mirror|Recorder|Register|Weekly|Daily|Argus|Star|Desk|Advertiser|Wire"
    r"|\w*(?:[Pp]osten|[Aa]vis|[Bb]lad|[Bb]ladet|[Tt]idende?|[Tt]idning|[Nn]ytt|[Nn]yheter|[Zz]eitung|[Aa]nzeiger|[Kk]urier"
    r"|[Cc]ourant|Figaro|Monde|Gaceta|Diario|Corriere))"
)
"""The name of a paper, or of a part of one."""
_OUR = re.compile(
    r"^(?:our|a|the)? ?(?:own |special |staff )?(?:correspondent|reporter|writer|staff)s?:?\s+", re.IGNORECASE
)
_TOWN = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+")
"""A place of one word after a name."""
_LONGEST_INITIAL = 2
_AFTER_NAMES = ("jr.", "sr.", "esq.", "ph.d.")
_LEFT_OUT = re.compile(r"https?://\S+|\S+@\S+|\(?@\w+\)?")
_LONGEST = 120
"""Characters of a byline, at most."""
_MOST = 1000
"""Characters of the names in metadata that are read; only hostile files have more."""


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors and publication of a byline."""

    author: str | None
    """The names, with commas between them."""
    source: str | None = None


def read_byline(line: str) -> Byline | None:
    """Read a line that only says who wrote the article.

    Args:
        line: One line.

    Returns:
        The names as people write them, and the paper or agency; None for any other line, such
        as a sentence that begins with "By".
    """
    byline = _BY.fullmatch(_PICTURES.sub("", line.strip(" *_#>|")))
    if byline is None or len(line) > _LONGEST:
        return None
    segments = re.split(
        r"\s*[|·•]\s*|\s+(?:[-–—―]{1,2}|for|in|of)\s+", _LEFT_OUT.sub("", _OUR.sub("", byline["rest"])).strip()
    )
    named, *others = [segment for segment in segments if segment.strip()] or [""]
    parts = [part for part in _AND.split(named.strip(" ,;")) if part]
    names = [_as_name(part) for part in parts]
    authors = [name for name in names if name]
    if len(parts) > 1 and names[0] and _is_town(parts[-1]):  # By Agnes Roe, Castleby
        parts, names = parts[:-1], names[:-1]
    roles = [part for part, name in zip(parts, names, strict=True) if not name]
    if not all(_ROLE.search(part) or agency_named(part) for part in roles) or not (authors or roles):
        return None
    if not authors and len(parts) > 1:
        return None
    source = next((_publication(part) for part in (*roles, *others) if _publication(part)), None)
    return Byline(", ".join(authors) or None, source) if authors or source else None


def read_signature(text: str) -> Byline | None:
    """Read who or which paper is named before a date, without "By": ``Agnes Roe, 14 March 2025``.

    Args:
        text: The text before the date.

    Returns:
        The author or the publication; None if it is neither, or may be a place.
    """
    text = _WITH_JOB.sub("", text)
    paper = text.strip(" *_#>|,")
    if len(paper) <= _LONGEST and _PAPER.fullmatch(paper):
        return Byline(None, paper)
    parts = [part for part in _AND.split(text.strip(" *_#>|,")) if part]
    names = [_as_name(part) for part in parts]
    if not names or len(text) > _LONGEST or any(map(_PLACES.fullmatch, parts)):
        return None
    return Byline(", ".join(filter(None, names))) if all(names) else None


def as_names(text: str) -> str | None:
    """Read names of persons and nothing else, such as ``Agnes Roe and Jo Lee``; they are returned with commas."""
    names = [_as_name(part) for part in _AND.split(text.strip(" *_#>|,.")) if part]
    return ", ".join(filter(None, names)) if names and all(names) else None


def names_paper(line: str) -> bool:
    """Return whether a line of two words or more is the name of a paper, and nothing else."""
    return " " in line.strip() and len(line) <= _LONGEST and _PAPER.fullmatch(line) is not None


def names_nobody(author: str) -> bool:
    """Return whether the value of an author field names nobody: ``admin``, ``user``, ``anonymous``."""
    return _NOBODY.fullmatch(author.strip("()[]<> ")) is not None


def _is_town(part: str) -> bool:
    return _TOWN.fullmatch(part) is not None and _ROLE.search(part) is None and agency_named(part) is None


def names_desk(author: str) -> bool:
    """Return whether an author field names a desk and not a person: ``Newsroom``, ``Redaktion``."""
    return _DESK.fullmatch(author) is not None


def read_credit(line: str) -> str | None:
    """Read who reported, from the last lines of an agency's text: ``(Reporting by Jane Doe; ...)``."""
    credit = _REPORTING.match(line.strip())
    names = [_as_name(part) for part in _AND.split(credit["names"].split(" in ")[0])] if credit else []
    return ", ".join(filter(None, names)) or None


def clean_authors(text: str | None) -> str | None:
    """Clean the names that metadata gives.

    ``By`` is dropped, and addresses, agencies and papers beside a name, and a name that is several
    of the others run together.

    Args:
        text: Names with commas between them, or one byline; None for none.

    Returns:
        The names with commas between them; the text itself if it holds no person's name.
    """
    if text is None:
        return None
    bare = _LEFT_OUT.sub("", re.sub(r"^\s*by[:\s]\s*", "", text[:_MOST], flags=re.IGNORECASE))
    parts = list(dict.fromkeys(part for part in re.split(r"\s*(?:[,;|]|\band\b|&)\s*", bare) if part))
    names = [name for part in parts if (name := _as_name(part)) and not agency_named(part)]
    single = [name for name in names if not _is_several(name, names)]
    return ", ".join(dict.fromkeys(single)) or " ".join(bare.split()).strip(" ,;|") or None


def _is_several(name: str, names: list[str]) -> bool:
    within = [other for other in names if other != name and f" {other} " in f" {name} "]
    return len(within) > 1 and sum(len(other.split()) for other in within) >= len(name.split())


def _as_name(part: str) -> str | None:
    """Take two to five capitalised words as a person's name; all capitals become title case."""
    words = part.split()
    if not 2 <= len(words) <= 5 or _ROLE.search(part) or words[0].lower() in _NO_NAMES:
        return None
    for word in words:
        if not _NAME.fullmatch(word) or (word[0].islower() and word.lower() not in _PARTICLES):
            return None
    if len(words[-1]) > _LONGEST_INITIAL and words[-1].casefold() not in _AFTER_NAMES:
        words[-1] = words[-1].rstrip(".")
    return " ".join(map(_in_small, words)) if part.isupper() else " ".join(words)


def _in_small(word: str) -> str:
    return word if "." in word else re.sub(r"[^\W\d_]+", lambda piece: piece[0].capitalize(), word)


def _publication(part: str) -> str | None:
    """Take a part that is not a person as the publication, unless it is a job: "Staff Writer"."""
    agency = agency_named(part)
    if agency is None and (_JOB.search(part) or not _ROLE.search(part) or len(part) > 40):
        return None
    return agency or " ".join(part.split())
