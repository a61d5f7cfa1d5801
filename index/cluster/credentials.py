"""Credentials of an engine: from the environment or a file that only its owner can read, never from a flag."""

import os
import stat
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import SettingsInvalid

TOKEN = "MILVUS_TOKEN"  # noqa: S105 - a name, no secret
"""Environment variable: ``user:password``, or an API key."""


def checked_url(url: str) -> str:
    """Check an engine's address.

    Args:
        url: From a person or an index.

    Returns:
        The address, without a slash at its end.

    Raises:
        SettingsInvalid: If it is not an address, or contains a password.
    """
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole:
        raise SettingsInvalid(f"engine.url should be like http://milvus.example:19530 or https://..., found {url!r}.")
    if parts.username or parts.password or parts.query:
        raise SettingsInvalid(
            f"engine.url holds more than an address; name {TOKEN} in the environment, or a file in engine.credentials."
        )
    return url.rstrip("/")


def token_for(url: str, file: str) -> str:
    """Find the token for an engine.

    Args:
        url: The engine's address.
        file: A file with lines ``URL TOKEN``; empty for none. A token is sent to the
            address of its line and to no other.

    Returns:
        The token; empty for an engine that asks for none.

    Raises:
        SettingsInvalid: If the file cannot be read, or others can read it.
    """
    if not file:
        return os.environ.get(TOKEN, "")
    path = Path(file).expanduser()
    try:
        mode = path.stat().st_mode
        if os.name != "nt" and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SettingsInvalid(
                f"{path} may be read by others: its mode is {stat.S_IMODE(mode):o}.", f"chmod 600 {path}"
            )
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsInvalid(f"engine.credentials names {path}, which cannot be read: {error}") from error
    for line in lines:
        address, _, token = line.strip().partition(" ")
        if address.rstrip("/") == url.rstrip("/"):
            return token.strip()
    return ""
