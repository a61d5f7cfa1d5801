"""Decide which addresses may be contacted: hosts that the person named, at public addresses."""

import ipaddress
from collections.abc import Sequence
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class FetchRefused(Exception):
    """A page is not fetched.

    Args:
        reason: Why, in a few words.
        unnamed_host: The host that must be named first; empty if that would not help.
    """

    def __init__(self, reason: str, unnamed_host: str = "") -> None:
        super().__init__(reason)
        self.unnamed_host = unnamed_host


class Named:
    """The hosts that a person named; no others are contacted.

    Args:
        urls: Addresses that were named.
        hosts: Other hosts that redirects and feeds may lead to.
        private: Hosts that may be at private addresses, from the settings.
    """

    def __init__(self, urls: Sequence[str], hosts: Sequence[str], private: Sequence[str]) -> None:
        split = [parts for parts in map(_split, urls) if parts is not None]
        self._origins = {(parts.hostname, port_of(parts)) for parts in split}
        self._hosts = {_bare(parts.hostname or "") for parts in split} | {_bare(host) for host in hosts}
        self._private = {host.lower() for host in private}
        self._literal = {origin for origin in self._origins if _is_own(origin[0] or "")}

    def checked(self, url: str, before: str | None = None) -> SplitResult:
        """Parse an address, or refuse it.

        Args:
            url: The address.
            before: Where a redirect came from; None if there was none.

        Returns:
            Its parts.

        Raises:
            FetchRefused: If it is not http or https, has a password, or its host was not named.
        """
        parts = _split(url)
        if parts is None or parts.scheme not in _PORTS or not parts.hostname:
            raise FetchRefused(f"not an http or https address: {url}")
        if parts.username or parts.password:
            raise FetchRefused(f"an address with a password is not fetched: {parts.hostname}")
        if before is not None and before.startswith("https:") and parts.scheme != "https":
            raise FetchRefused(f"redirects from https to {parts.scheme}: {url}")
        if not self.covers(parts):
            raise FetchRefused(f"leads to {parts.netloc}, which was not named", parts.hostname)
        return parts

    def covers(self, parts: SplitResult) -> bool:
        """Return whether a host was named: itself, with or without ``www.``, or a parent domain."""
        host, port = parts.hostname or "", port_of(parts)
        if (host, port) in self._origins:
            return True
        if _is_literal(host) or port not in _PORTS.values():
            return False
        bare = _bare(host)
        return any(bare == named or (bare.endswith(f".{named}") and "." in named) for named in self._hosts)

    def may_be_private(self, parts: SplitResult) -> bool:
        """Return whether a host may be at a private address: the person wrote that address, or the settings name it."""
        return parts.hostname in self._private or (parts.hostname, port_of(parts)) in self._literal


def joined(base: str, target: str) -> str:
    """Resolve an address that a page or a person wrote, and drop its fragment.

    Args:
        base: The address of the page; empty if there is none.
        target: The address as written.

    Returns:
        The address.

    Raises:
        FetchRefused: If it is not an address.
    """
    try:
        return urldefrag(urljoin(base, target)).url
    except ValueError:
        raise FetchRefused(f"not an address: {target}") from None


def port_of(parts: SplitResult) -> int:
    """Give the port of a web address."""
    return parts.port or _PORTS.get(parts.scheme, 0)


def is_public(address: str) -> bool:
    """Return whether an IP address is public, also one that embeds IPv4 in IPv6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        teredo = ip.teredo[1] if ip.teredo else None
        wrapped = ip in _NAT64 or ip.packed[:12] == bytes(12)
        inner = ip.ipv4_mapped or ip.sixtofour or teredo or (ip.packed[12:] if wrapped else None)
        if inner is not None:
            return is_public(str(ipaddress.IPv4Address(inner)))
    return ip.is_global and not ip.is_multicast


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        port_of(parts)
    except ValueError:
        return None
    return parts


def _bare(host: str) -> str:
    return host.lower().rstrip(".").removeprefix("www.")


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_own(host: str) -> bool:
    """Return whether a host as written is an address of this machine or its network."""
    if host == "localhost":
        return True
    if not _is_literal(host):
        return False
    address = ipaddress.ip_address(host)
    odd = address.is_link_local or address.is_unspecified or address.is_multicast or address.is_reserved
    return address.is_private and not odd
