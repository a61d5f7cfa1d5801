"""Which line of a pasted or written text is its title, whatever stands above it."""

import re
from collections.abc import Callable

import pytest
from filemakers import PROSE, WORD, packed, passages, pdf

from corpus.article import Article

TEXT = re.sub("<[^>]+>", "", PROSE)
HEADS = {
    "furniture.txt": "This site uses cookies. Accept all\n\nThe Wend Times\nSUBSCRIBE | LOG IN\n\n{}\n\nBy Ann Lee\n\n",
    "navigation.txt": "Skip to main content\nHome | News | Sport | Farming\nSubscribe\n\n{}\n\nBy Ann Lee\n\n",
    "joined.txt": "{}\n22 April 2021\n\n",
    "linked.md": "[Skip to content](#main) | [Sign in](https://x.example/in)\n\n![logo](logo.svg)\n\n# {}\n\n",
    "dated.md": "*22 April 2021*\n\n# {}\n\n",
}


@pytest.mark.parametrize("name", HEADS)
def test_the_title_is_found_below_what_belongs_to_the_page(article_of: Callable[..., Article], name: str) -> None:
    article = article_of(HEADS[name].format("Storm over Wend: the night in full") + TEXT, name)
    assert article.title == "Storm over Wend: the night in full"
    assert "Storm over Wend" not in article.text[article.body :]


def test_a_sentence_is_no_title(article_of: Callable[..., Article]) -> None:
    assert article_of(f"The storm came at night.\n\n{TEXT}", "storm.txt").title == "storm"


@pytest.mark.parametrize(
    "given", ["scan0047", "Template_A4_blank", "Microsoft Word - x7.doc", "Vorlage Bericht", "IMG_2231"]
)
def test_the_name_of_a_file_or_template_is_no_title_of_a_document(
    article_of: Callable[..., Article], given: str
) -> None:
    head = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>The night of the storm</w:t></w:r></w:p>"
    body = WORD.format(f"{head}<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>")
    core = f'<c:p xmlns:c="c" xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>{given}</d:title></c:p>'
    article = article_of(packed(word__document_DOT_xml=body, docProps__core_DOT_xml=core), "a.docx")
    assert article.title == "The night of the storm"


def test_a_name_in_capitals_above_the_first_sentence_of_a_print_is_its_byline(
    article_of: Callable[..., Article],
) -> None:
    lines = ("The Wend Chronicle, 22 April 2021", "Night of the storm", "AGNES ROE", f"{TEXT[:80]}", f"{TEXT[80:160]}")
    shown = (f"1 0 0 1 72 {700 - 14 * at} Tm ({line}) Tj" for at, line in enumerate(lines))
    article = article_of(pdf("BT /F 11 Tf", *shown, "ET"), "scan0012.pdf")
    assert article.author == "Agnes Roe"
    assert "AGNES" not in " ".join(passages(article))
