"""Evidence as a web page: no scripts, no requests, and no markup from articles."""

import html
import re
from collections.abc import Iterator

from qa.desk.packs.evidence import Evidence, Item, PackedArticle, Quotation

_STYLE = (
    "body{font:16px/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
    "h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .2rem}.said{font-weight:bold}.where,.small{color:#555;"
    "font-size:.85rem}blockquote{margin:.6rem 0 .1rem;padding-left:.8rem;border-left:3px solid #bbb}"
    "mark{background:#fff2a8}code{font-size:.8rem;overflow-wrap:anywhere}"
    "@media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}mark{background:#5a4d00;color:#fff}"
    ".where,.small{color:#aaa}}"
)
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that reorder a line, or are not allowed in a page."""
_ROLES = {"answer": "", "alternative": "Or: ", "nearest": "Nearest: "}


def page_of(evidence: Evidence) -> bytes:
    """Write the page of a pack.

    Args:
        evidence: The contents of the pack.

    Returns:
        HTML in UTF-8, the same for the same evidence.
    """
    articles = {article.number: article for article in evidence.articles}
    title = _shown(evidence.title)
    lines = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{title}</h1>",
    ]
    for item in evidence.items:
        lines += _item(item, articles)
    lines.append("<h2>Articles</h2><ol>")
    lines += [_article(article) for article in evidence.articles]
    made = f"Packed by {_shown(evidence.made_by)}{f', {_shown(evidence.packed)}' if evidence.packed else ''}."
    check = "The command <code>qa unpack</code> verifies it, and checks every quotation against an archive."
    lines.append(f'</ol><p class="small">{made} {check}</p></body></html>')
    return "\n".join([*lines, ""]).encode("utf-8")


def _item(item: Item, articles: dict[int, PackedArticle]) -> Iterator[str]:
    yield f"<h2>{_shown(item.question)}</h2>"
    lines = [item.heading, item.asked_as and f"asked as: {item.asked_as}"]
    lines += [f"{name} {value}" for name, value in item.where.items()]
    if small := "; ".join(_shown(part) for part in lines if part):
        yield f'<p class="small">{small}</p>'
    sure = f' <span class="small">confidence {item.confidence:.0%}</span>' if item.confidence is not None else ""
    yield f'<p><span class="said">{_shown(item.answer or "The articles do not say.")}</span>{sure}</p>'
    for quotation in item.quotations:
        yield _quotation(quotation, articles[quotation.article])


def _quotation(quotation: Quotation, article: PackedArticle) -> str:
    at = quotation.start - quotation.sentence_start
    before, after = quotation.sentence[:at], quotation.sentence[at + len(quotation.quote) :]
    said = f"{_shown(before)}<mark>{_shown(quotation.quote)}</mark>{_shown(after)}"
    role = _ROLES[quotation.role] + (quotation.answer or "" if quotation.role == "alternative" else "")
    where = [article.title, article.source, article.published, f"{article.path}:{quotation.line}", quotation.place]
    moved = "" if quotation.stands else " (no longer there when this was packed)"
    return (
        f"<blockquote>{said}</blockquote>"
        f'<p class="where">{_shown(role)}{" · " if role.strip() else ""}'
        f"[{article.number}] {_shown(', '.join(part for part in where if part))}{moved}</p>"
    )


def _article(article: PackedArticle) -> str:
    named = ", ".join(part for part in (article.title, article.author, article.source, article.published) if part)
    parts = [f"<li>{_shown(named)}"]
    if article.url:
        address = _shown(article.url)
        safe = re.match(r"https?://", article.url)
        parts.append(f'<a href="{address}" rel="noreferrer">{address}</a>' if safe else address)
    parts.append(f"{_shown(article.path)}")
    parts += [f"file <code>{article.file_sha256}</code>"] if article.file_sha256 else []
    parts += [f"text <code>{article.text_sha256}</code>"] if article.text_sha256 else []
    parts += [f'<a href="{article.text}">text</a>'] if article.text else []
    return f"{'<br>'.join(parts)}</li>"


def _shown(text: str) -> str:
    return html.escape(_UNSHOWABLE.sub("\ufffd", text))
