"""Read metadata from web addresses: an article's site, and often its date."""

import re
from datetime import date
from urllib.parse import urlsplit

_DATED = (
    re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/._-]|$)"),
    re.compile(r"/((?:19|20)\d\d)/([a-z]{3})/(\d{1,2})(?=/|$)"),
    re.compile(r"[/_-]((?:19|20)\d\d)-(\d\d)-(\d\d)(?=[/._-]|$)"),
    re.compile(r"/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/._-]|$)"),
)
"""WordPress's ``/2018/03/15/``, the Guardian's ``/2018/mar/15/``, ISO 8601 and its short form."""
_YEAR_ONLY = re.compile(r"/((?:19|20)\d\d)(?:/\d\d?)?/")
_NAMED = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CACHES = re.compile(
    r"^https?://(?:web\.archive\.org/web/\d+[a-z_]*/|webcache\.googleusercontent\.com/search\?q=cache:)"
)


def page_address(text: object) -> str | None:
    """Validate the absolute address of a web page; the address of an archived copy becomes the original's.

    Args:
        text: A possible address.

    Returns:
        The address; None for anything else, such as a path, a mail address or a script.
    """
    if not isinstance(text, str):
        return None
    address = _CACHES.sub("", " ".join(text.split()))
    try:
        parts = urlsplit(address)
        named = parts.scheme in {"http", "https"} and parts.hostname
    except ValueError:
        return None
    return address if named and " " not in address else None


def host_of(address: str | None) -> str | None:
    """Name the site of an address as people do: the host without ``www``.

    Args:
        address: An address, or None.

    Returns:
        The host, such as ``bbc.co.uk``; None without an address, and for a host name without a dot.
    """
    if address is None or page_address(address) is None:
        return None
    host = (urlsplit(address).hostname or "").lower()
    return re.sub(r"^(?:www\d?|m|mobile|amp|edition)\.(?=[^.]+\.)", "", host) if "." in host else None


def date_in(address: str | None) -> date | None:
    """Read the date that a site puts in its addresses.

    Args:
        address: An address, or None.

    Returns:
        The date, if the path holds exactly one.
    """
    if address is None:
        return None
    path = address.split("?", 1)[0].split("#", 1)[0].lower()
    days = {day for form in _DATED for found in form.finditer(path) if (day := _made(*found.groups()))}
    return days.pop() if len(days) == 1 else None


def year_in(address: str | None) -> int | None:
    """Read the year from addresses that have a year and no day."""
    years = set(_YEAR_ONLY.findall(address or ""))
    return int(years.pop()) if len(years) == 1 else None


def _made(year: str, month: str, day: str) -> date | None:
    number = _NAMED.index(month) + 1 if month in _NAMED else int(month) if month.isdecimal() else 0
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
