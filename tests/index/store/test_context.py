"""The context read before a passage: whole sentences of its own article."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Passage
from corpus.sentences import all_sentences
from index.store.articles import ArticleStore
from index.store.context import CONTEXT, widened

FIRST = "The Old Mill of Oakhaven – 山の水車 – was built by Ada Byron. "
SECOND = "It burnt down in 1903 and was never used again. "
LONG = "After which, as the chronicle tells at some length, nothing of note was said of it " * 4 + "for years. "


def stored(tmp_path: Path, *texts: str) -> ArticleStore:
    draft = ArticleStore.create(tmp_path / "articles.sqlite")
    for number, text in enumerate(texts):
        article = Article(f"{number}", "Mills", f"/{number}.txt", text, hashlib.sha256(text.encode()).hexdigest())
        draft.add(article, [Passage(article.article_id, 0, 0, len(text), text)], [bytes([number]) * 16])
    draft.finish()
    draft.close()
    return ArticleStore.open(tmp_path / "articles.sqlite")


def of(text: str, words: str, article_id: str = "0") -> Passage:
    start = text.index(words)
    return Passage(article_id, 3, start, start + len(words), words)


def test_a_passage_begins_with_the_sentences_before_it(tmp_path: Path) -> None:
    text = FIRST + SECOND + "Its oak shaft is 5.2 metres long."
    (wide,) = widened(stored(tmp_path, text), [of(text, "Its oak shaft is 5.2 metres long.")])
    assert wide == Passage("0", 3, 0, len(text), text)


def test_a_sentence_that_does_not_fit_is_left_out_whole(tmp_path: Path) -> None:
    near, far = (FIRST + LONG + SECOND + "Its shaft is long.", SECOND + LONG + "Its shaft is long.")
    narrow = of(far, "Its shaft is long.", "1")
    wide, kept = widened(stored(tmp_path, near, far), [of(near, "Its shaft is long."), narrow])
    assert wide.text == SECOND + "Its shaft is long."
    assert kept == narrow


def test_each_passage_gets_what_stands_in_its_own_article(tmp_path: Path) -> None:
    one, other = FIRST + "It is old.", SECOND + "It is older."
    store = stored(tmp_path, one, other)
    wider = widened(store, [of(other, "It is older.", "1"), of(one, "It is old."), of(one, FIRST.strip())])
    assert [passage.text for passage in wider] == [other, one, FIRST.strip()]


def test_front_matter_is_not_read_before_a_passage(tmp_path: Path) -> None:
    front = "---\ndate: 2021-04-22\n---\n"
    text = front + FIRST + "It is old."
    draft = ArticleStore.create(tmp_path / "articles.sqlite")
    digest = hashlib.sha256(text.encode()).hexdigest()
    article, kept = Article("0", "Mills", "/0.md", text, digest, body=len(front)), [FIRST.strip(), "It is old."]
    draft.add(article, [of(text, words) for words in kept], [bytes([at]) * 16 for at in range(2)])
    draft.finish()
    draft.close()
    (wide,) = widened(ArticleStore.open(tmp_path / "articles.sqlite"), [of(text, "It is old.")])
    assert wide.text == FIRST + "It is old."


PARTS = st.sampled_from([FIRST, SECOND, LONG, "Rain 🍜.\n\n", "U.S. trade grew. "])


@given(st.lists(PARTS, min_size=1, max_size=8), st.data())
def test_a_widened_passage_stands_in_its_article_and_begins_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str], data: st.DataObject
) -> None:
    text = "".join(parts)
    start, end = data.draw(st.sampled_from(all_sentences(text)))
    store = stored(tmp_path_factory.mktemp("store"), text)
    (wide,) = widened(store, [Passage("0", 0, start, end, text[start:end])])
    assert text[wide.start : wide.end] == wide.text
    assert wide.end == end
    assert 0 <= start - wide.start <= CONTEXT
    assert not wide.text[0].isspace()
    store.close()


def test_a_passage_of_an_article_that_is_gone_stays_as_it_is(tmp_path: Path) -> None:
    lost = Passage("7", 0, 40, 44, "lost")
    assert widened(stored(tmp_path, FIRST), [lost]) == [lost]


def test_nothing_is_read_that_is_not_indexed_nor_what_stands_before_it(tmp_path: Path) -> None:
    text = FIRST + "url: https://mills.example/1903\n" + SECOND + "Its shaft is long."
    kept = [of(text, FIRST.strip()), of(text, SECOND.strip()), of(text, "Its shaft is long.")]
    digest = hashlib.sha256(text.encode()).hexdigest()
    draft = ArticleStore.create(tmp_path / "articles.sqlite")
    draft.add(Article("0", "Mills", "/0.txt", text, digest), kept, [bytes([at]) * 16 for at in range(3)])
    draft.finish()
    draft.close()
    _, second, last = widened(ArticleStore.open(tmp_path / "articles.sqlite"), kept)
    assert second == kept[1]
    assert last.text == SECOND + "Its shaft is long."
