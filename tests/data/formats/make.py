"""Regenerate the files of every format from articles.json, with the programs that users make them with.

    python tests/data/formats/make.py

needs LibreOffice, pandoc, Chromium, Ghostscript and qpdf (Debian: libreoffice-writer-nogui,
hyphen-en-us, pandoc, chromium, ghostscript, qpdf), and from PyPI msoffcrypto-tool, pyarrow and
warcio. What stands in the folder was made so; dates within files change with every run, words do not.
"""

import base64
import bz2
import csv
import gzip
import html
import io
import json
import lzma
import os
import shutil
import subprocess
import tempfile
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ARTICLES = json.loads((HERE / "articles.json").read_text(encoding="utf-8"))
STATUES, DRAGON, PHYTOPLANKTON, FISH = ARTICLES
SOURCE = "Wikinews"


def main() -> None:
    """Make everything."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        pages()
        printed(work)
        two_columns(work)
        documents(work)
        mail()
        feeds()
        exports()
        web_archive()
        packed()


def run(*command: object, **options: Any) -> None:
    """Run a program, quietly."""
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=180, **options)


# ---------------------------------------------------------------- web pages


def page(article: dict, extra_head: str = "", extra_body: str = "") -> str:
    """Write a page as news sites do: navigation, article, teasers, footer."""
    title = html.escape(article["title"])
    paragraphs = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in article["text"])
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} - {SOURCE}</title>{extra_head}
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{SOURCE}">
<meta property="article:published_time" content="{article["date"]}T09:00:00Z">
<link rel="canonical" href="{html.escape(article["url"])}"></head>
<body><nav><ul><li><a href="/">Main page</a></li><li><a href="/science">Science</a></li></ul></nav>
<main><article><h1>{title}</h1>
{paragraphs}
</article>{extra_body}</main>
<footer><p>All text is available under the Creative Commons Attribution 2.5 licence. Cookie settings</p></footer>
</body></html>
"""


def pages() -> None:
    """Save a page in the three ways browsers and their extensions do."""
    picture = base64.b64encode(os.urandom(600)).decode()
    saved = HERE / "complete_files"
    saved.mkdir(exist_ok=True)
    (saved / "style.css").write_text("nav { display: inline }\n", encoding="utf-8")
    (saved / "saved_resource.html").write_text("<html><body><p>Subscribe to our letter!</p></body></html>\n", "utf-8")
    frame = '<iframe src="./complete_files/saved_resource.html"></iframe>'
    mark = f"<!-- saved from url=({len(STATUES['url']):04}){STATUES['url']} -->\n"
    complete = page(STATUES, '<link rel="stylesheet" href="./complete_files/style.css">', frame)
    (HERE / "complete.html").write_text(mark + complete, encoding="utf-8")
    note = f"<!--\n Page saved with SingleFile \n url: {DRAGON['url']} \n saved date: Sat Nov 21 2026\n-->"
    image = f'<img src="data:image/png;base64,{picture}">'
    (HERE / "single-file.html").write_text(note + page(DRAGON, "", image), encoding="utf-8")


def printed(work: Path) -> None:
    """Save a page as MHTML and print it, both by Chromium; the print as a scan and with a password too."""
    address = (HERE / "complete.html").as_uri()
    chromium = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={work / 'profile'}")
    run(*chromium, f"--print-to-pdf={HERE / 'printed.pdf'}", address)
    (HERE / "saved.mhtml").write_bytes(snapshot(chromium, address))
    pictures = ("-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfimage8", "-r40", f"-sOutputFile={HERE / 'scan.pdf'}")
    run("gs", *pictures, HERE / "printed.pdf")
    run("qpdf", "--encrypt", "secret", "owner", "256", "--", HERE / "printed.pdf", HERE / "encrypted.pdf")


def snapshot(chromium: tuple[str, ...], address: str) -> bytes:
    """Ask Chromium for a page as MHTML, through its debugging pipe."""
    from_us, to_us = os.pipe(), os.pipe()

    def connect() -> None:
        kept = os.dup(from_us[0]), os.dup(to_us[1])  # out of the way of 3 and 4, where Chromium looks
        os.dup2(kept[0], 3)
        os.dup2(kept[1], 4)

    process = subprocess.Popen(
        [*chromium, "--remote-debugging-pipe"], preexec_fn=connect, close_fds=False, stderr=subprocess.DEVNULL
    )
    buffered = [b""]

    def call(number: int, method: str, session: str | None = None, **parameters: object) -> dict:
        message = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        os.write(from_us[1], json.dumps(message).encode() + b"\0")
        while True:
            buffered[0] += os.read(to_us[0], 1 << 20)
            *whole, buffered[0] = buffered[0].split(b"\0")
            for answer in map(json.loads, whole):
                if answer.get("id") == number:
                    return answer["result"]

    try:
        target = call(1, "Target.createTarget", url=address)["targetId"]
        session = call(2, "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        waiting = "new Promise(done => document.readyState == 'complete' ? done(1) : onload = () => done(1))"
        call(3, "Runtime.evaluate", session, expression=waiting, awaitPromise=True)
        return call(4, "Page.captureSnapshot", session, format="mhtml")["data"].encode("utf-8")
    finally:
        process.kill()
        process.wait()


# ---------------------------------------------------------------- print and documents

FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{title}</dc:title><meta:initial-creator>Wikinews contributors</meta:initial-creator>
<meta:creation-date>{date}T09:00:00</meta:creation-date><dc:language>en-US</dc:language></office:meta>
<office:styles>
<style:style style:name="Standard" style:family="paragraph">
<style:paragraph-properties fo:margin-bottom="0.15cm" fo:text-align="justify"/>
<style:text-properties fo:font-size="9pt" style:font-name="DejaVu Serif" fo:language="en" fo:country="US"
 fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:text-properties fo:font-size="16pt"/></style:style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="14.8cm" fo:page-height="16cm"
 fo:margin="1.5cm"/><style:header-style/><style:footer-style/></style:page-layout>
<style:style style:name="Two" style:family="section"><style:section-properties text:dont-balance-text-columns="true">
<style:columns fo:column-count="{columns}" fo:column-gap="0.6cm"/></style:section-properties></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
<style:header><text:p>The Quarterly of Clear Waters</text:p></style:header>
<style:footer><text:p>Page <text:page-number/> of <text:page-count/></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text><text:p text:style-name="Title">{title}</text:p>
<text:section text:style-name="Two" text:name="Body">{paragraphs}</text:section></office:text></office:body>
</office:document>
"""


def flat(columns: int, articles: list[dict]) -> str:
    """Write an OpenDocument text as one XML file."""
    words = (paragraph for article in articles for paragraph in article["text"])
    paragraphs = "".join(f"<text:p>{html.escape(paragraph)}</text:p>" for paragraph in words)
    title = html.escape(articles[0]["title"])
    return FLAT.format(title=title, date=articles[0]["date"], columns=columns, paragraphs=paragraphs)


def office(work: Path, source: Path, target: str) -> Path:
    """Convert a document by LibreOffice."""
    run("soffice", f"-env:UserInstallation={(work / 'office').as_uri()}", "--headless", "--convert-to", target,
        "--outdir", work / "out", source)  # fmt: skip
    return work / "out" / f"{source.stem}.{target.partition(':')[0]}"


def two_columns(work: Path) -> None:
    """Set an article in two columns, hyphenated, with a running head and numbered pages."""
    source = work / "two-columns.fodt"
    source.write_text(flat(2, [PHYTOPLANKTON, FISH]), encoding="utf-8")
    shutil.copy(office(work, source, "pdf"), HERE / "two-columns.pdf")


def documents(work: Path) -> None:
    """Write documents by LibreOffice and by pandoc, which write them differently."""
    from msoffcrypto.format.ooxml import OOXMLFile

    source = work / "libreoffice.fodt"
    source.write_text(flat(1, [FISH]), encoding="utf-8")
    for kind in ("odt", "docx", "rtf"):
        shutil.copy(office(work, source, kind), HERE / f"libreoffice.{kind}")
    for name, articles in {"pandoc": [DRAGON], "chapters": ARTICLES}.items():
        (work / f"{name}.md").write_text(markdown(articles), encoding="utf-8")
    for kind in ("odt", "docx", "rtf"):
        run("pandoc", "-s", "-o", HERE / f"pandoc.{kind}", work / "pandoc.md")
    run("pandoc", "-s", "-o", HERE / "chapters.epub", work / "chapters.md")
    with (HERE / "pandoc.docx").open("rb") as plain, (HERE / "encrypted.docx").open("wb") as encrypted:
        OOXMLFile(plain).encrypt("secret", encrypted)


def markdown(articles: list[dict]) -> str:
    """Write articles as Markdown, with the metadata pandoc takes over."""
    title = articles[0]["title"] if len(articles) == 1 else "Four stories"
    head = {"title": title, "author": "Wikinews contributors", "date": articles[0]["date"], "lang": "en-GB"}
    lines = ["---", *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()), "---", ""]
    for article in articles:
        lines += [] if len(articles) == 1 else [f"# {article['title']}", ""]
        lines += [line for paragraph in article["text"] for line in (paragraph, "")]
    return "\n".join(lines)


# ---------------------------------------------------------------- mail and feeds


def letter(article: dict, number: int) -> EmailMessage:
    """Write a newsletter with a plain and an HTML body, as mailing services do."""
    message = EmailMessage()
    message["Subject"] = article["title"]
    message["From"] = "The Kīlauea Letter <letter@example.org>"
    message["To"] = "reader@example.com"
    message["Date"] = f"Fri, {int(article['date'][8:])} Jan 2019 06:30:00 -1000"
    message["Message-ID"] = f"<story-{number}@example.org>"
    message["List-Id"] = "The Kīlauea Letter <letter.example.org>"
    message["List-Unsubscribe"] = "<https://example.org/leave>"
    message.set_content("View this letter in your browser: https://example.org/letter\n\n" + article["text"][0] + "\n")
    rows = "".join(f"<tr><td><p>{html.escape(paragraph)}</p></td></tr>" for paragraph in article["text"])
    hidden = '<div style="display:none;max-height:0">Hidden preview text</div>'
    message.add_alternative(f"<html><body>{hidden}<table>{rows}</table></body></html>", subtype="html")
    return message


def mail() -> None:
    """Write one newsletter, and a mailbox of three."""
    (HERE / "newsletter.eml").write_bytes(bytes(letter(DRAGON, 0)))
    messages = [bytes(letter(article, number)) for number, article in enumerate(ARTICLES[:3], start=1)]
    start = b"From letter@example.org Fri Jan  4 06:30:00 2019\n"
    quoted = (message.replace(b"\nFrom ", b"\n>From ") for message in messages)
    (HERE / "letters.mbox").write_bytes(b"".join(start + message + b"\n" for message in quoted))


RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Wikinews</title><link>https://en.wikinews.org/</link><language>en-us</language>
{items}</channel></rss>
"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wikinews</title><id>https://en.wikinews.org/</id>
<updated>2019-10-05T00:00:00Z</updated>
{items}</feed>
"""


def feeds() -> None:
    """Write the articles as RSS, with one entry that is a summary only, and as Atom."""
    items = ""
    for article, month in zip(ARTICLES, ("Jan", "Mar", "Sep", "Oct"), strict=True):
        markup = html.escape("".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in article["text"]))
        first = html.escape(article["text"][0])
        whole = "" if article is FISH else f"<content:encoded>{markup}</content:encoded>"
        items += (
            f"<item><title>{html.escape(article['title'])}</title><link>{html.escape(article['url'])}</link>"
            f"<dc:creator>Wikinews contributors</dc:creator><description>{first}</description>"
            f"{whole}<pubDate>{article['date'][8:]} {month} {article['date'][:4]} 09:00:00 GMT</pubDate></item>\n"
        )
    (HERE / "feed.rss").write_text(RSS.format(items=items), encoding="utf-8")
    items = ""
    for article in ARTICLES:
        markup = html.escape("".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in article["text"]))
        items += (
            f"<entry><title>{html.escape(article['title'])}</title><id>{html.escape(article['url'])}</id>"
            f'<link href="{html.escape(article["url"])}"/><published>{article["date"]}T09:00:00Z</published>'
            f"<updated>{article['date']}T12:00:00Z</updated><author><name>Wikinews contributors</name></author>"
            f'<content type="html">{markup}</content></entry>\n'
        )
    (HERE / "feed.atom").write_text(ATOM.format(items=items), encoding="utf-8")


# ---------------------------------------------------------------- exports and archives


def exports() -> None:
    """Write the articles as programs export them."""
    import pyarrow
    import pyarrow.parquet

    records = [{**article, "text": "\n\n".join(article["text"]), "source": SOURCE} for article in ARTICLES]
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (HERE / "export.jsonl").write_text(lines, encoding="utf-8")
    (HERE / "export.json").write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    items = [
        {"id": record["url"], "url": record["url"], "title": record["title"],
         "content_html": "<p>" + record["text"].replace("\n\n", "</p><p>") + "</p>",
         "date_published": f"{record['date']}T09:00:00Z"}
        for record in records
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": SOURCE, "items": items}
    (HERE / "json-feed.json").write_text(json.dumps(feed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for name, dialect in (("export.csv", "excel"), ("export.tsv", "excel-tab")):
        with (HERE / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["title", "date", "url", "source", "text"], dialect=dialect)
            writer.writeheader()
            writer.writerows(records)
    table = pyarrow.Table.from_pylist([{"Headline": r["title"], "Body": r["text"], "Day": r["date"]} for r in records])
    pyarrow.parquet.write_table(table, HERE / "own-names.parquet", compression="zstd")


def web_archive() -> None:
    """Write a web archive: two pages, a redirect, a picture, a page not found."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    answers = [
        (DRAGON["url"], "200 OK", "text/html; charset=utf-8", page(DRAGON).encode()),
        ("https://en.wikinews.org/", "301 Moved", "text/html", b"<html><body>Moved</body></html>"),
        ("https://en.wikinews.org/logo.png", "200 OK", "image/png", b"\x89PNG" + bytes(64)),
        (FISH["url"], "200 OK", "text/html; charset=utf-8", page(FISH).encode()),
        ("https://en.wikinews.org/none", "404 Not Found", "text/html", b"<html><body>Not found</body></html>"),
    ]
    with (HERE / "crawl.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for address, status, kind, body in answers:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=headers)
            writer.write_record(record)


def packed() -> None:
    """Pack what is there in each way that is read."""
    lines = (HERE / "export.jsonl").read_bytes()
    (HERE / "export.jsonl.xz").write_bytes(lzma.compress(lines))
    (HERE / "export.jsonl.bz2").write_bytes(bz2.compress(lines))
    (HERE / "single-file.html.gz").write_bytes(gzip.compress((HERE / "single-file.html").read_bytes()))
    with zipfile.ZipFile(HERE / "archive.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(HERE / "libreoffice.docx", "letters/fish.docx")
        archive.write(HERE / "two-columns.pdf", "print/two-columns.pdf")
        archive.write(HERE / "export.jsonl.xz", "export.jsonl.xz")
        archive.write(HERE / "complete.html", "../../outside.html")
        archive.write(HERE / "scan.pdf", "scan.pdf")
        archive.writestr("__MACOSX/letters/._fish.docx", b"\0\5\x16\7")
        archive.writestr("picture.png", b"\x89PNG")


if __name__ == "__main__":
    main()
