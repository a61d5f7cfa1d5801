"""Questions about an article itself are distinguished from those about its contents."""

import pytest

from qa.questions.metadata import metadata_asked


@pytest.mark.parametrize(
    ("question", "field", "subject"),
    [
        ("Who wrote the article about MI5 joining Instagram?", "author", "MI5 joining Instagram"),
        ("who is the author of the news story on the Lodde storm", "author", "the Lodde storm"),
        ("When was the report on the Almby bridge published?", "published", "the Almby bridge"),
        ("What is the date of the article about storks?", "published", "storks"),
        ("Which newspaper published the story about storks?", "source", "storks"),
        ("What is the link to the article about storks?", "url", "storks"),
        ("who is the author of the measles article", "author", "measles"),
        ("Who is the author of the Lakeside Marathon report?", "author", "Lakeside Marathon"),
        ("Who wrote the Almby bridge story?", "author", "Almby bridge"),
        ("when was the measles article published", "published", "measles"),
        ("What is the link to the measles article?", "url", "measles"),
        ("Which paper is the article about storks from?", "source", "storks"),
        ("Where is the story on storks from?", "source", "storks"),
        ("When was the page on the clock museum dated?", "published", "the clock museum"),
        ("date of the article on the harbour lights judgment", "published", "the harbour lights judgment"),
        ("Which radio station's site ran the Lakeside live blog?", "source", "Lakeside"),
        ("which magazine printed the report from the Col de Vaujère", "source", "the Col de Vaujère"),
        ("Which reporter wrote the piece on the dam?", "author", "the dam"),
        ("Who wrote Ann Lee's obituary?", "author", "Ann Lee"),
        ("Who wrote the obituary of Ann Lee?", "author", "Ann Lee"),
        ("Who interviewed Ann Lee?", "author", "Ann Lee"),
        ("Who reported on the school vote?", "author", "the school vote"),
        ("who covered the eruption for Pacific Wire", "author", "the eruption"),
        ("Which two journalists reported the sale of the mill?", "author", "the sale of the mill"),
        ("When did the stork piece appear?", "published", "stork"),
        ("In which paper did the obituary of Ann Lee appear?", "source", "Ann Lee"),
        ("in what magazine was the story about storks printed", "source", "storks"),
    ],
)
def test_the_field_and_the_subject_are_reported(question: str, field: str, subject: str) -> None:
    asked = metadata_asked(question)
    assert asked
    assert (asked.field, asked.subject) == (field, subject)


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the letter about MI5?",
        "When did the third piece appear?",
        "Which reporters did the mayor invite?",
        "When was the bridge published?",
        "Who wrote the article?",
        "When did the preliminary report come out?",
        "Which paper carried the technician's story?",
        "Who wrote the news story?",
        "When did it close?",
        "Who covered the costs of the trip?",
        "Who interviewed him?",
        "who reported on it",
        "Who reported the fire to the police?",
        "What is the date of the hearing?",
        "Where was the body found?",
        "Who is the author of Emma?",
    ],
)
def test_what_articles_say_is_no_matter_of_metadata(question: str) -> None:
    assert metadata_asked(question) is None
