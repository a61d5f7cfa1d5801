"""Questions that ask for articles are distinguished from those about their contents."""

import pytest

from qa.answering.articles_asked import articles_asked


@pytest.mark.parametrize(
    ("question", "words", "order"),
    [
        ("latest news about TikTok", "TikTok", "date"),
        ("What is the latest on the dam?", "the dam", "date"),
        ("what's the most recent coverage of the Suez canal", "the Suez canal", "date"),
        ("Show me the newest articles on Ken McCallum, please", "Ken McCallum", "date"),
        ("how many articles mention TikTok?", "TikTok", "best"),
        ("How many stories do we have about the oak shaft", "the oak shaft", "best"),
        ("How many articles are there on MI5?", "MI5", "best"),
        ("what have we on the dam", "the dam", "best"),
        ("what do we have on TikTok?", "TikTok", "best"),
        ("What have you got about MI6?", "MI6", "best"),
        ("what has been written about TikTok lately?", "TikTok", "best"),
        ("which articles mention MI5 and MI6?", "MI5 and MI6", "best"),
        ("do we have anything on kestrels?", "kestrels", "best"),
        ("articles about Iran", "Iran", "best"),
        ("List all articles that mention Iran", "Iran", "best"),
        ("In how many articles is TikTok mentioned?", "TikTok", "best"),
        ("In how many articles does Ann Lee turn up?", "Ann Lee", "best"),
        ("in which of our stories did the mayor of Leeds appear", "the mayor of Leeds", "best"),
        ("How many of the reports mention TikTok?", "TikTok", "best"),
    ],
)
def test_articles_are_asked_for(question: str, words: str, order: str) -> None:
    asked = articles_asked(question)
    assert asked is not None
    assert (asked.words, asked.order) == (words, order)


@pytest.mark.parametrize(
    "question",
    [
        "When did GCHQ join Instagram?",
        "What is the latest version of Python?",
        "How many articles did the convention adopt?",
        "How many articles does the treaty have on trade?",
        "What did the minister say about the dam?",
        "What have scientists found on Mars?",
        "Who wrote the story?",
        "What is on the dam?",
        "how many articles mention it?",
        "what have we on him",
        "The latest reports say what?",
        "text on the poet's shirts",
        "anything about the lighting?",
        "What is there about categorical imperatives?",
        "What effect did the story on TikTok have?",
    ],
)
def test_what_articles_say_is_asked_for(question: str) -> None:
    assert articles_asked(question) is None
