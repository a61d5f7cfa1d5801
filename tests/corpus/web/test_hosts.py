"""Which addresses may be contacted."""

import pytest

from corpus.web.hosts import FetchRefused, Named, is_public


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f::1", "::ffff:93.184.215.14", "64:ff9b::808:808"])
def test_addresses_of_the_open_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",  # noqa: S104 - not bound to
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
    ],
)
def test_private_addresses_are_not_public_however_they_are_wrapped(address: str) -> None:
    assert not is_public(address)


NAMED = Named(["https://www.example.com/news", "http://127.0.0.1:8000/"], ["cdn.example.net"], ["wiki.desk"])


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/other",
        "https://example.com/",
        "http://example.com/",
        "https://news.example.com/1",
        "https://cdn.example.net/a",
        "http://127.0.0.1:8000/feed",
    ],
)
def test_named_hosts_and_their_parts_are_talked_to(url: str) -> None:
    assert NAMED.checked(url).geturl() == url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "https://example.com.evil.org/",
        "https://notexample.com/",
        "https://example.com:8443/",
        "http://127.0.0.1:8001/",
        "http://127.0.0.2:8000/",
        "http://localhost:8000/",
        "http://[::1]:8000/",
        "http://2130706433/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "data:text/html,hello",
        "javascript:alert(1)",
        "gopher://example.com/",
        "https://user:secret@example.com/",
        "https:///nothing",
        "http://example.com:99999/",
        "http://[::1/",
        "",
    ],
)
def test_other_hosts_ports_and_schemes_are_refused(url: str) -> None:
    with pytest.raises(FetchRefused):
        NAMED.checked(url)


def test_a_redirect_from_https_to_http_is_refused() -> None:
    with pytest.raises(FetchRefused, match="redirects from https"):
        NAMED.checked("http://example.com/", before="https://example.com/")


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("http://127.0.0.1:8000/x", True),
        ("http://localhost:8000/", True),
        ("http://192.168.1.7/", True),
        ("http://wiki.desk/", True),
        ("http://example.com/", False),
        ("http://169.254.169.254/latest/meta-data/", False),
        ("http://0.0.0.0/", False),
    ],
)
def test_only_what_the_person_wrote_as_private_may_be_private(url: str, may: bool) -> None:
    named = Named([url], [], ["wiki.desk"])
    assert named.may_be_private(named.checked(url)) is may
