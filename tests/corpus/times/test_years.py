"""The year of annual events: from the dates of the text, the verb and the article's date."""

from datetime import date
from typing import Any

import pytest

from corpus.times.find import times_in

WEDNESDAY = date(2022, 6, 15)


def resolved(text: Any, day: Any = None) -> Any:
    return {time.words: time.resolved for time in times_in(text, day)}


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("In 1923 the pier burnt. A letter came on 9 January.", "9 January", "1923-01-09"),
        ("The flood came in 2010. In March a wall fell.", "March", "2010-03"),
        ("The club met on 12 November 1910. It first played on 4 February.", "4 February", "1911-02-04"),
        ("The siege began on 2 June 1644. It ended at Michaelmas.", "Michaelmas", "1644-09-29"),
        ("The ship left on 20 December 1884. By New Year's Day she was lost.", "New Year's Day", "1885-01-01"),
        ("The feast of 1502 was held on Candlemas.", "Candlemas", "1502-02-02"),
        ("In the summer of 1976 he asked. She wed him in the autumn.", "the autumn", "1976-09/1976-11"),
    ],
)
def test_a_text_without_a_day_of_its_own_fixes_the_year(text: str, words: str, meant: str) -> None:
    assert resolved(text).get(words) == meant


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It shut on 9 January.", "9 January"),
        ("In 1923 it burnt. In 1950 it shut. It was rebuilt long after. On 4 May it will open.", "4 May"),
        ("It burnt in 1923. It was rebuilt. Bread was dear. Since the spring it turns.", "the spring"),
        ("The club met on 1 July 1910. It first played on 4 January.", "4 January"),
    ],
)
def test_a_text_that_fixes_no_year_leaves_the_day_open(text: str, words: str) -> None:
    assert resolved(text).get(words, "not found") is None


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("A boat sank on 2 July last year. Its owner was held on 5 December.", "5 December", "2021-12-05"),
        ("A run that began in May 1998 ended on Saturday. They had lost on Boxing Day.", "Boxing Day", "2021-12-26"),
        ("The race will be on 17 May.", "17 May", "2023-05-17"),
        ("In 2012 he came. He will leave in September.", "September", "2022-09"),
        ("They will light it and put it out on New Year's Day.", "New Year's Day", "2023-01-01"),
        ("The lake froze on St David's Day.", "St David's Day", "2022-03-01"),
        ("THE LAKE FROZE ON SHROVE TUESDAY.", "SHROVE TUESDAY", "2022-03-01"),
        ("the lake froze on shrove tuesday.", "shrove tuesday", "2022-03-01"),
        ("They danced at Whitsun.", "Whitsun", "2022-06-05"),
        ("He put down his drum on VE Day.", "VE Day", "1945-05-08"),
        ("It was full on Whit Monday.", "Whit Monday", "2022-06-06"),
        ("It was shut over the Easter weekend.", "Easter weekend", "2022-04-15/2022-04-18"),
        ("It was shut on Memorial Day weekend.", "Memorial Day weekend", "2022-05-28/2022-05-30"),
        ("It will be wet on the August bank holiday.", "August bank holiday", "2022-08-29"),
        ("It will be wet on the August bank-holiday weekend.", "August bank-holiday weekend", "2022-08-27/2022-08-29"),
        ("The bill may pass in early autumn.", "early autumn", "2022-09"),
        ("Sales rose in the first quarter.", "the first quarter", "2022-01/2022-03"),
        ("Sales will fall in the fourth quarter.", "the fourth quarter", "2022-10/2022-12"),
        ("The fair was on the last Sunday of May.", "the last Sunday of May", "2022-05-29"),
        ("Growers expect a cold September.", "September", "2022-09"),
        ("It fell in the fiscal year that ended March 31.", "the fiscal year that ended March 31", "2021-04/2022-03"),
        ("It fell in the year to 30 September 2021.", "the year to 30 September 2021", "2020-10/2021-09"),
        ("It fell in the financial year 2020-21.", "financial year 2020-21", "2020/2021"),
        ("It was built in 1871-74.", "1871-74", "1871/1874"),
        ("It was built from 1906–09.", "1906–09", "1906/1909"),
        ("He danced in the late Forties.", "the late Forties", "1940/1949"),
        ("It rose in the second half of the 18th century.", "the second half of the 18th century", "1751/1800"),
        ("It rose in the first half of the twentieth century.", "the first half of the twentieth century", "1901/1950"),
        ("It will shut by the end of the decade.", "the end of the decade", "2029"),
        ("It will be shut until the end of the calendar year.", "the end of the calendar year", "2022-12-31"),
    ],
)
def test_the_year_is_that_which_a_reader_would_take(text: str, words: str, meant: str) -> None:
    assert resolved(text, WEDNESDAY).get(words) == meant


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A boat sank on 2 April last year. Its owner was held on 30 May.", "30 May"),
        ("They scored in the first quarter of the game.", "the first quarter"),
        ("He danced again in the third quarter.", "the third quarter"),
        ("By the end of the decade he had gone.", "the end of the decade"),
        ('He once joked: "I\'ll stop in March."', "March"),
        ("The bank holiday weekend was wet.", "bank holiday weekend"),
        ("It was shut over the St Patrick's Day weekend.", "St Patrick's Day weekend"),
    ],
)
def test_what_may_be_of_two_years_stays_open(text: str, words: str) -> None:
    assert resolved(text, WEDNESDAY).get(words, "not found") is None


def test_near_its_anniversary_ve_day_may_be_either() -> None:
    assert resolved("The street kept VE Day.", date(2020, 5, 9)) == {"VE Day": None}


@pytest.mark.parametrize(
    "text", ["Temperatures were in the seventies.", "He is in his sixties.", "The vote was 1871-74."]
)
def test_degrees_ages_and_results_are_no_decades_and_years(text: str) -> None:
    assert resolved(text, WEDNESDAY) == {}
