"""Labels that several outputs share."""


def copies_label(count: int) -> str:
    """Format a number of copies: ``+1 copy``, ``+3 copies``; empty for 0."""
    return f"+{count} {'copy' if count == 1 else 'copies'}" if count else ""
