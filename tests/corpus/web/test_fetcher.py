"""Fetching: polite, bounded, and only from the hosts that were named. The server is real and on this machine."""

import socket
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest

from corpus.settings import WebSettings
from corpus.web.fetcher import Fetcher, Page
from corpus.web.hosts import FetchRefused, Named

if TYPE_CHECKING:
    from tests.webserver import Reply, Site


Hosts = Sequence[str]


class Fetch:
    """Fetches from the test's site; `messages` are the reports that it gave on the way."""

    def __init__(self, site: "Site") -> None:
        self._site = site
        self.messages: list[str] = []

    def __call__(
        self, path: str = "/page", etag: str | None = None, *, hosts: Hosts = (), also: Hosts = (), **settings: Any
    ) -> Page | None:
        url = path if "://" in path else self._site.url + path
        named = Named([self._site.url, *also], hosts, settings.pop("private_hosts", ()))
        web = WebSettings(**({"delay": 0.0, "seconds": 5} | settings))
        return Fetcher(web, named, self.messages.append, lambda kind, _: kind != "image/png").fetch(url, etag)


@pytest.fixture
def fetch(site: "Site") -> Fetch:
    return Fetch(site)


def refused(fetch: Fetch, *arguments: str, **settings: Any) -> str:
    with pytest.raises(FetchRefused) as reason:
        fetch(*arguments, **settings)
    return str(reason.value)


def test_a_page_comes_with_what_the_server_said_of_it(site: "Site", reply: "type[Reply]", fetch: Fetch) -> None:
    site.replies["/page"] = reply(
        "Grüße", "text/html; charset=utf-8", headers={"ETag": '"v1"', "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"}
    )
    page = fetch()
    assert page.body.decode() == "Grüße"
    assert (page.url, page.content_type, page.charset) == (f"{site.url}/page", "text/html", "utf-8")
    assert (page.etag, page.last_modified) == ('"v1"', "Mon, 01 Jan 2024 00:00:00 GMT")


def test_an_honest_name_is_sent_and_nothing_about_the_person(site: "Site", reply: "type[Reply]", fetch: Fetch) -> None:
    site.replies["/page"] = reply("x", headers={"Set-Cookie": "who=you"})
    fetch()
    for _, headers in site.asked:
        assert headers["user-agent"].startswith("Quotewire/")
        assert set(headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_each_request_is_reported_before_it_is_made(site: "Site", reply: "type[Reply]", fetch: Fetch) -> None:
    site.replies["/page"] = reply("x")
    fetch()
    assert fetch.messages == [f"fetching {site.url}/robots.txt", f"fetching {site.url}/page"]


def test_a_page_that_has_not_changed_is_not_sent_again(site: "Site", reply: "type[Reply]", fetch: Fetch) -> None:
    site.replies["/page"] = lambda headers: (
        reply(status=304, kind=None) if headers.get("if-none-match") == '"v1"' else reply("x")
    )
    assert fetch(etag='"v1"') is None
    assert fetch(etag='"v0"').body == b"x"


# ---------------------------------------------------------------- robots.txt


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /private/\n", True),
        ("User-agent: *\nDisallow: /\n", False),
        ("User-agent: quotewire\nDisallow: /page\n", False),
        ("User-agent: other\nDisallow: /\n", True),
        ("User-agent: *\nDisallow: /*.html$\nDisallow: /p*e\n", False),
        ("User-agent: *\nDisallow: /\nAllow: /page\n", True),
        ("\x00\xff nonsense", True),
        ("", True),
    ],
)
def test_robots_txt_is_obeyed(site: "Site", reply: "type[Reply]", fetch: Fetch, rules: str, allowed: bool) -> None:
    site.replies |= {"/robots.txt": reply(rules, "text/plain"), "/page": reply("x")}
    if allowed:
        assert fetch().body == b"x"
    else:
        assert "robots.txt" in refused(fetch)
        assert site.paths() == []


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_a_missing_robots_txt_allows_and_one_that_fails_forbids(
    site: "Site", reply: "type[Reply]", fetch: Fetch, status: int, allowed: bool
) -> None:
    site.replies |= {"/robots.txt": reply(status=status), "/page": reply("x")}
    if allowed:
        assert fetch().body == b"x"
    else:
        assert "robots.txt cannot be read" in refused(fetch)


def test_pages_of_one_host_are_fetched_with_a_pause_between_them(site: "Site", reply: "type[Reply]") -> None:
    site.replies |= {"/a": reply("a"), "/b": reply("b")}
    fetcher = Fetcher(WebSettings(delay=0.4), Named([site.url], [], []), lambda _: None, lambda *_: True)
    for path in ("/a", "/b"):
        fetcher.fetch(site.url + path)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"]
    assert site.times[2] - site.times[1] >= 0.4


def test_the_pause_that_robots_txt_asks_for_is_kept(site: "Site", reply: "type[Reply]") -> None:
    site.replies |= {"/robots.txt": reply("User-agent: *\nCrawl-delay: 0.5\n", "text/plain")}
    site.replies |= {"/a": reply("a"), "/b": reply("b")}
    fetcher = Fetcher(WebSettings(delay=0.0), Named([site.url], [], []), lambda _: None, lambda *_: True)
    for path in ("/a", "/b"):
        fetcher.fetch(site.url + path)
    assert site.times[2] - site.times[1] >= 0.5


def test_a_host_that_asks_for_minutes_between_pages_is_left_alone(
    site: "Site", reply: "type[Reply]", fetch: Fetch
) -> None:
    site.replies |= {"/robots.txt": reply("User-agent: *\nCrawl-delay: 300\n", "text/plain"), "/page": reply("x")}
    assert "300 s between pages" in refused(fetch)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_once_more_after_the_time_it_named(
    site: "Site", reply: "type[Reply]", fetch: Fetch, status: int
) -> None:
    answers = iter([reply(status=status, headers={"Retry-After": "0.3"}), reply("x")])
    site.replies["/page"] = lambda _: next(answers)
    assert fetch().body == b"x"
    assert site.times[2] - site.times[1] >= 0.3


def test_a_server_that_names_an_hour_is_left_alone(site: "Site", reply: "type[Reply]", fetch: Fetch) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    for wait in ("3600", later):
        site.replies["/page"] = reply(status=503, headers={"Retry-After": wait})
        assert "asks to come back" in refused(fetch)
    assert len(site.paths()) == 2


# ---------------------------------------------------------------- redirects and addresses


def test_a_redirect_within_the_host_is_followed(site: "Site", reply: "type[Reply]", fetch: Fetch) -> None:
    site.replies |= {"/page": reply(status=302, headers={"Location": "/new"}), "/new": reply("x")}
    assert fetch().url == f"{site.url}/new"


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "data:text/html,hello",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://localhost:{port}/secret",
        "http://127.0.0.1:{other}/secret",
        "http://127.1:{port}/secret",
        "https://example.org/",
        "http://user:secret@127.0.0.1:{port}/secret",
        "//evil.example/",
    ],
)
def test_a_redirect_to_another_scheme_host_or_private_address_is_refused(
    site: "Site", reply: "type[Reply]", fetch: Fetch, target: str
) -> None:
    port = int(site.host.split(":")[1])
    location = target.format(port=port, other=port + 1)
    site.replies |= {"/page": reply(status=301, headers={"Location": location}), "/secret": reply("secret")}
    refused(fetch)
    assert site.paths() == ["/page"]


def test_a_redirect_without_an_end_is_refused(site: "Site", reply: "type[Reply]", fetch: Fetch) -> None:
    site.replies["/page"] = reply(status=302, headers={"Location": "/page"})
    assert "redirects" in refused(fetch)
    assert len(site.paths()) == 6


def test_robots_txt_of_a_redirects_target_is_obeyed(site: "Site", reply: "type[Reply]", fetch: Fetch) -> None:
    site.replies |= {
        "/robots.txt": reply("User-agent: *\nDisallow: /new\n", "text/plain"),
        "/page": reply(status=302, headers={"Location": "/new"}),
        "/new": reply("x"),
    }
    assert "forbids" in refused(fetch)
    assert site.paths() == ["/page"]


def test_a_name_that_resolves_to_a_private_address_is_refused_unless_the_settings_name_it(
    site: "Site", reply: "type[Reply]", fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hostile name server gives a public name an address of this machine."""
    port = int(site.host.split(":")[1])
    real = socket.getaddrinfo

    def resolve(host: Any, *arguments: Any, **more: Any) -> Any:
        return real("127.0.0.1" if host == "news.example" else host, *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    site.replies["/page"] = reply("x")
    url = f"http://news.example:{port}/page"
    assert "private address" in refused(fetch, url, also=[url])
    assert site.asked == []
    assert fetch(url, also=[url], private_hosts=("news.example",)).body == b"x"


# ---------------------------------------------------------------- limits


def test_a_page_over_the_limit_is_refused_also_when_it_is_packed(
    site: "Site", reply: "type[Reply]", fetch: Fetch
) -> None:
    site.replies["/page"] = reply(b"x" * 1_100_000)
    assert "larger than 1 MB" in refused(fetch, max_megabytes=1)
    site.replies["/page"] = reply(b"x" * 50_000_000, packed=True)
    assert "larger than 1 MB" in refused(fetch, max_megabytes=1)
    site.replies["/page"] = reply(b"x" * 1_000_000, packed=True)
    assert len(fetch(max_megabytes=1).body) == 1_000_000


def test_a_server_that_trickles_is_left_when_the_time_is_over(site: "Site", reply: "type[Reply]", fetch: Fetch) -> None:
    site.replies["/page"] = reply(b"x" * 100, slow=0.2)
    begun = time.monotonic()
    assert "web.seconds" in refused(fetch, seconds=1)
    assert time.monotonic() - begun < 10


def test_a_format_that_is_not_read_is_refused_without_its_body(
    site: "Site", reply: "type[Reply]", fetch: Fetch
) -> None:
    site.replies["/page"] = reply(b"x" * 100, "image/png", slow=0.2)
    assert "not a format that is read: image/png" in refused(fetch)


@pytest.mark.parametrize(
    ("headers", "packed"), [({"Content-Length": "100"}, False), ({"Content-Encoding": "br"}, False)]
)
def test_a_body_that_is_cut_off_or_packed_otherwise_is_refused(
    site: "Site", reply: "type[Reply]", fetch: Fetch, headers: dict[str, str], packed: bool
) -> None:
    site.replies["/page"] = reply(b"too short", headers=headers, packed=packed)
    refused(fetch)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500])
def test_what_the_server_does_not_give_is_reported_with_its_number(
    site: "Site", reply: "type[Reply]", fetch: Fetch, status: int
) -> None:
    site.replies["/page"] = reply(status=status)
    assert str(status) in refused(fetch)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 100_000 + b"\r\n\r\nbody",
        b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 1_000 + b"\r\nbody",
        b"HTTP/1.1 999999999999 Odd\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nbody",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot packed",
        b"HTTP/1.1 302 Found\r\nLocation: http://[::1/\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\x00\r\n\r\n",
        b"HTTP/1.1 302 Found\r\n\r\n",
        b"HTTP/1.1 503 Busy\r\nRetry-After: nan\r\n\r\n",
        b"HTTP/1.1 429 Busy\r\nRetry-After: \xb2\r\n\r\n",
        b"HTTP/1.1 204 Nothing\r\n\r\n",
    ],
    ids=range(14),
)
def test_a_hostile_or_broken_server_costs_its_own_page_only(
    site: "Site", reply: "type[Reply]", fetch: Fetch, raw: bytes
) -> None:
    site.replies["/page"] = reply(raw=raw)
    refused(fetch)


def test_a_certificate_that_nobody_vouches_for_is_refused(
    secure_site: "Site", reply: "type[Reply]", monkeypatch: pytest.MonkeyPatch
) -> None:
    secure_site.replies["/page"] = reply("x")
    for trusted in (False, True):
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(secure_site.certificate))
        fetcher = Fetcher(WebSettings(delay=0), Named([secure_site.url], [], []), lambda _: None, lambda *_: True)
        if trusted:
            assert fetcher.fetch(f"{secure_site.url}/page").body == b"x"
        else:
            with pytest.raises(FetchRefused, match="certificate does not hold"):
                fetcher.fetch(f"{secure_site.url}/page")


def test_a_host_that_does_not_answer_is_reported(site: "Site", fetch: Fetch) -> None:
    site.end()
    assert "refused" in refused(fetch).lower()
