"""``qa add URL``: pages and feeds of a local server are stored as files and answer questions."""

import json
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run
    from tests.webserver import Reply, Site

pytestmark = pytest.mark.models

PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}"><title>{title}</title>
<meta property="article:published_time" content="2024-03-05T08:00:00Z"></head><body><article><h1>{title}</h1>
<p>{text}</p><p>The council met on Tuesday evening in the old school to hear the report of the harbour master.</p>
<p>Nobody spoke against it, and the meeting ended before nine with a vote of thanks to the crew.</p></article>
{rest}</body></html>"""


def page(title: str = "The ferry", text: str = "", charset: str = "utf-8", rest: str = "") -> str:
    return PAGE.format(title=title, text=text or "The ferry to Sandray sails at seven.", charset=charset, rest=rest)


def feed(*links: str, updated: str = "2024-03-05T08:00:00Z") -> str:
    form = "<entry><title>x</title><id>{0}</id><link href='{0}'/><updated>{1}</updated></entry>"
    entries = "".join(form.format(link, updated) for link in links)
    return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>News</title>{entries}</feed>"


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("QA_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("QA_WEB_DELAY", "0")
    return tmp_path / "library"


def states(done: Any) -> list[str]:
    return [page["state"] for page in json.loads(done.out)["pages"]]


def test_a_page_is_kept_with_where_and_when_and_answered_from(
    qa: "Run", site: "Site", reply: "type[Reply]", library: Path
) -> None:
    site.replies["/ferry"] = reply(page(), headers={"ETag": '"1"'})
    done = qa("add", f"{site.url}/ferry")
    assert done.code == 0, done.err
    assert done.out.startswith("1 article,")
    assert f"fetching {site.url}/robots.txt" in done.err
    assert f"fetching {site.url}/ferry" in done.err
    (kept,) = library.rglob("ferry-*.html")
    assert kept.read_text(encoding="utf-8") == page()
    record = json.loads(kept.with_name(f".{kept.name}.json").read_text(encoding="utf-8"))
    assert record["url"] == record["final_url"] == f"{site.url}/ferry"
    assert record["etag"] == '"1"'
    assert record["fetched"].endswith("+00:00")
    answer = json.loads(qa("ask", "--json", "When does the ferry to Sandray sail?").out)
    assert "at seven" in answer["citations"][0]["sentence"]
    shown = qa("show", "ferry").out
    assert f"{site.url}/ferry" in shown
    assert "fetched" in shown


def test_stopped_between_pages_it_says_that_those_fetched_are_kept(
    qa: "Run", site: "Site", reply: "type[Reply]", library: Path
) -> None:
    def interrupted(_: Any) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        return reply(page(), slow=0.01)

    site.replies["/ferry"] = reply(page())
    site.replies["/late"] = interrupted
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        done = qa("add", f"{site.url}/ferry", f"{site.url}/late")
    finally:
        signal.signal(signal.SIGINT, before)
    assert done.code == 130
    assert len(list(library.rglob("ferry-*.html"))) == 1
    assert f"Stopped. 1 page fetched is kept in {library}; the index is as it was." in done.err
    assert "Nothing was changed" not in done.err


def test_a_page_that_has_not_changed_stays_as_it_is(
    qa: "Run", site: "Site", reply: "type[Reply]", library: Path
) -> None:
    whole = reply(page(), headers={"ETag": '"1"'})
    site.replies["/ferry"] = lambda headers: (
        reply(status=304, kind=None) if headers.get("if-none-match") == '"1"' else whole
    )
    qa("add", f"{site.url}/ferry")
    done = qa("add", f"{site.url}/ferry", "--json")
    assert done.code == 0
    assert states(done) == ["unchanged"]
    assert json.loads(done.out)["summary"] is None
    assert len(list(library.rglob("ferry-*.html"))) == 1


def test_a_page_whose_words_changed_is_kept_beside_its_earlier_version(
    qa: "Run", site: "Site", reply: "type[Reply]", library: Path
) -> None:
    site.replies["/ferry"] = reply(page())
    qa("add", f"{site.url}/ferry")
    site.replies["/ferry"] = reply(page(rest="<footer>Page view 2 of today</footer><script>tell(2)</script>"))
    assert states(qa("add", f"{site.url}/ferry", "--json")) == ["unchanged"]
    site.replies["/ferry"] = reply(page(text="The ferry to Sandray sails at eight now."))
    assert states(qa("add", f"{site.url}/ferry", "--json")) == ["changed"]
    assert len(list(library.rglob("ferry-*.html"))) == 2
    assert len(qa("list").out.splitlines()) == 2
    assert "at eight" in qa("ask", "When does the ferry to Sandray sail now?").out
    newest = max(path.name for path in library.rglob("ferry-*.html"))
    assert len(json.loads(qa("show", newest, "--json").out)["versions"]) == 1


def test_a_page_is_read_in_the_encoding_that_only_the_server_told(
    qa: "Run", site: "Site", reply: "type[Reply]"
) -> None:
    sentence = "Die Fähre nach Süderoog fährt um sieben, sagte Jürgen Größl."
    body = page("Der Hafen", sentence).replace('charset="utf-8"', "")
    site.replies["/hafen"] = reply(body.encode("windows-1252"), "text/html; charset=iso-8859-1")
    assert qa("add", f"{site.url}/hafen").code == 0
    assert sentence in qa("show", "hafen").out


def test_the_entries_of_a_feed_are_fetched_and_only_changed_ones_again(
    qa: "Run", site: "Site", reply: "type[Reply]"
) -> None:
    site.replies |= {f"/{name}": reply(page(name, f"The {name} opens at nine.")) for name in ("museum", "library")}
    links = [f"{site.url}/museum", f"{site.url}/library", f"{site.url}/museum#again", "https://example.org/elsewhere"]
    site.replies["/feed"] = reply(feed(*links), "application/atom+xml")
    done = qa("add", f"{site.url}/feed", "--json")
    assert done.code == 0, done.err
    assert states(done) == ["feed", "new", "new", "refused"]
    assert "example.org" in done.err
    assert json.loads(done.out)["summary"]["articles"] == 2
    site.asked.clear()
    assert states(qa("add", f"{site.url}/feed", "--json")) == ["feed", "unchanged", "unchanged", "refused"]
    assert site.paths() == ["/feed"]
    site.replies["/feed"] = reply(feed(links[0], updated="2024-04-01T08:00:00Z"), "text/xml")
    assert states(qa("add", f"{site.url}/feed", "--json")) == ["feed", "unchanged"]
    assert site.paths() == ["/feed", "/feed", "/museum"]


def test_a_feed_that_has_not_changed_is_not_sent_again(qa: "Run", site: "Site", reply: "type[Reply]") -> None:
    site.replies["/museum"] = reply(page("museum"))
    whole = reply(feed(f"{site.url}/museum"), "application/rss+xml", headers={"ETag": '"f"'})
    site.replies["/feed"] = lambda headers: (
        reply(status=304, kind=None) if headers.get("if-none-match") == '"f"' else whole
    )
    assert states(qa("add", f"{site.url}/feed", "--json")) == ["feed", "new"]
    assert states(qa("add", f"{site.url}/feed", "--json")) == ["unchanged"]


def test_no_more_entries_are_fetched_than_the_settings_allow(
    qa: "Run", site: "Site", reply: "type[Reply]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_WEB_PAGES", "2")
    site.replies |= {f"/{number}": reply(page(f"Note {number}")) for number in range(4)}
    site.replies["/feed"] = reply(feed(*(f"{site.url}/{number}" for number in range(4))), "application/atom+xml")
    assert states(qa("add", f"{site.url}/feed", "--json")) == ["feed", "new", "new", "refused", "refused"]


@pytest.mark.parametrize("what", ["robots", "redirect", "missing", "picture", "not a feed"])
def test_what_is_not_fetched_exits_4_with_the_reason_and_the_rest_is_indexed(
    qa: "Run", site: "Site", reply: "type[Reply]", library: Path, what: str
) -> None:
    refused = {
        "robots": reply("x"),
        "redirect": reply(status=302, headers={"Location": "http://169.254.169.254/latest/"}),
        "missing": reply(status=404),
        "picture": reply(b"\x89PNG", "image/png"),
        "not a feed": reply("<?xml version='1.0'?><stock><item/></stock>", "text/xml"),
    }
    site.replies |= {"/ferry": reply(page()), "/bad": refused[what]}
    if what == "robots":
        site.replies["/robots.txt"] = reply("User-agent: *\nDisallow: /bad\n", "text/plain")
    done = qa("add", f"{site.url}/bad", f"{site.url}/ferry")
    assert done.code == 4
    assert done.out.startswith("1 article,")
    assert f"refused: {site.url}/bad: " in done.err
    assert len([path for path in library.rglob("*") if path.is_file()]) == 2


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://example.org/x", "http://me:pw@127.0.0.1/", "http://[::1/", "http://", "http://a b/"],
)
def test_an_address_that_is_not_of_the_web_is_not_fetched(qa: "Run", address: str, library: Path) -> None:
    done = qa("add", address)
    assert (done.code, done.out) == (4, "")
    assert "refused" in done.err
    assert not library.exists()


def test_a_removed_page_comes_back_when_it_is_added_again(
    qa: "Run", site: "Site", reply: "type[Reply]", articles: Path
) -> None:
    site.replies["/ferry"] = reply(page())
    qa("rebuild", articles)
    qa("add", f"{site.url}/ferry")
    assert qa("remove", f"{site.url}/ferry").out.startswith("11 articles")
    assert qa("add", f"{site.url}/ferry").out.startswith("12 articles")


def test_a_page_that_claims_to_be_of_another_site_is_cited_by_where_it_came_from(
    qa: "Run", site: "Site", reply: "type[Reply]"
) -> None:
    claim = '<link rel="canonical" href="https://www.bbc.co.uk/news/1">'
    site.replies["/ferry"] = reply(page().replace("</head>", f"{claim}</head>"))
    qa("add", f"{site.url}/ferry")
    assert json.loads(qa("list", "--json").out)["url"] == f"{site.url}/ferry"


def test_a_library_that_cannot_be_written_exits_4(qa: "Run", site: "Site", reply: "type[Reply]", library: Path) -> None:
    library.write_text("a file is in the way", encoding="utf-8")
    site.replies["/ferry"] = reply(page())
    done = qa("add", f"{site.url}/ferry")
    assert (done.code, done.out) == (4, "")
    assert str(library) in done.err
    assert "Traceback" not in done.err
