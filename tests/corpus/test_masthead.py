"""What a publication says about itself is not part of its article."""

import pytest

from corpus.masthead import mastheads

STORY = [
    "The dam at Coldwater broke on Monday.",
    "Nobody was hurt.",
    "It was built in 1931.",
    "It will be built again.",
]


@pytest.mark.parametrize(
    "line",
    [
        "The English website of the Islamic magazine - Al-Mujtama.",
        "A leading source of global Islamic and Arabic news, views and information for more than 50 years.",
        "Your trusted source for local news",
        "The official website of the Norland Gazette",
        "Breaking news, sport and analysis from the West Country",
        "Independent journalism since 1901",
        "Est. 1851",
        "News, views and features from the Hebrides.",
        "Norland's leading news site for farmers",
    ],
)
def test_slogans_and_what_a_site_is_are_found_at_head_and_foot(line: str) -> None:
    assert mastheads([line, *STORY]) == [0]
    assert mastheads([*STORY, line]) == [len(STORY)]
    assert mastheads([*STORY, line, *STORY]) == []


@pytest.mark.parametrize(
    "line",
    [
        "The official website of the party was hacked on Monday.",
        "The leading source of lead in water is old pipes.",
        "News of the fire spread quickly.",
        "The largest newspaper in Norland closed on Friday.",
        "The oldest newspaper in town burnt down in 1901.",
        "A leading source of funding dried up.",
        "News and views differ, Berg said.",
    ],
)
def test_sentences_about_papers_and_sites_are_kept(line: str) -> None:
    assert mastheads([line, *STORY]) == []
