"""Decode the bytes of a file, or give the reason why not."""

import codecs

_SAMPLE = 256 * 1024
"""Bytes read when an encoding has to be guessed; enough for any language's letter counts."""

_HEAD = 8192
"""Number of initial bytes by which text is distinguished from binary data."""
_LEAST_WIDE = 16
"""Bytes of UTF-16 without a byte order mark, at least."""
_WORDS = 0.7
"""Share of letters, digits and white space in text, at least."""
_CENTRAL = ("Czech", "Slovak", "Polish", "Hungarian", "Slovene", "Croatian", "Romanian")
"""Languages whose letters Windows-1252 lacks; their share of letters fits it about as well."""
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Undecodable(ValueError):
    """The bytes are not text in a recognised encoding."""


def decode(data: bytes) -> str:
    """Decode a file's bytes without touching its line ends.

    A byte order mark decides; then UTF-16 without one, by its NULs; then UTF-8; then UTF-8 with
    broken bytes, which become U+FFFD, if no more of its non-ASCII is broken than sound; then the
    guess of charset-normalizer; then UTF-8 again if fewer than one character in a hundred is broken.

    Args:
        data: The whole file.

    Returns:
        The text, without a byte order mark.

    Raises:
        Undecodable: If the bytes are binary or the encoding is not recognised.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _without_nul(data[len(mark) :].decode(encoding, errors="replace"))
    if (wide := bare_utf16(data)) is not None:
        return _without_nul(data.decode(wide, errors="replace"))
    if is_binary(data):
        raise Undecodable("binary, not text")
    try:
        return _without_nul(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _without_nul(_repaired(data))


def decode_declared(data: bytes, declared: str) -> str:
    """Decode bytes in their declared encoding, unless the bytes contradict it.

    Bytes that are UTF-8 throughout, with characters of more than one byte, are UTF-8 whatever is
    declared. What is declared as Latin-1 is read as Windows-1252, as browsers do.

    Args:
        data: The bytes.
        declared: The encoding's name; it may be wrong or unknown.

    Returns:
        The text, without a byte order mark.

    Raises:
        Undecodable: If they are binary.
    """
    wide = any(byte > 127 for byte in data)
    if (wide and is_utf8(data)) or data.startswith(tuple(mark for mark, _ in _BOMS)):
        return decode(data)
    try:
        name = codecs.lookup(declared).name
        if name in ("iso8859-1", "ascii"):
            name = "cp1252"
        text = data.decode(name)
    except (LookupError, ValueError, AssertionError):
        return decode(data)
    return _without_nul(text) if isinstance(text, str) and name != "utf-8" else decode(data)


def bare_utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without a byte order mark: NULs in every other place at most, and words in between.

    Args:
        data: The bytes, from their beginning.

    Returns:
        The encoding with its order of bytes; None if the bytes are anything else.
    """
    head = data[:_HEAD]
    nuls = (head[0::2].count(0), head[1::2].count(0))
    if len(head) < _LEAST_WIDE or not any(nuls) or all(nuls):
        return None
    encoding = "utf-16-be" if nuls[0] else "utf-16-le"
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return None
    words = sum(character.isalnum() or character.isspace() for character in text)
    is_printed = all(character.isprintable() or character.isspace() for character in text)
    return encoding if is_printed and len(text.split()) > 1 and words >= _WORDS * len(text) else None


def is_binary(data: bytes) -> bool:
    """Return whether the first bytes are not text: they hold NUL, or many control characters."""
    head = data[:_HEAD]
    controls = sum(byte in _CONTROL for byte in head)
    return 0 in head or controls * 50 > len(head)


def is_utf8(data: bytes) -> bool:
    """Return whether the bytes are UTF-8 throughout, or begin with its byte order mark."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.startswith(codecs.BOM_UTF8)
    return True


def _without_nul(text: str) -> str:
    """Replace NUL, which ends a text in SQLite, by U+FFFD."""
    return text.replace("\0", "\ufffd")


def _repaired(data: bytes) -> str:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(ord(character) > 127 for character in text) - broken
    if sound >= broken:
        return text
    guess = _guessed(data)
    if guess is None and broken * 100 >= len(text):
        raise Undecodable("unknown encoding")
    return guess or text


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # loaded only if an encoding has to be guessed

    guesses = from_bytes(data[:_SAMPLE])
    best = guesses.best()
    if best is None:
        return None
    # Short texts fit many code pages about as well; browsers then take Western European too.
    western = next((guess for guess in guesses if guess.encoding == "cp1252"), None)
    likely = (
        western
        and best.language not in _CENTRAL
        and western.chaos <= best.chaos + 0.05
        and western.coherence >= best.coherence
    )
    few = sum(byte > 127 for byte in data[:_SAMPLE]) * 4 < len(data[:_SAMPLE])
    encoding = "cp1252" if likely or (few and not best.coherence) else best.encoding
    return data.decode(encoding, errors="replace")
