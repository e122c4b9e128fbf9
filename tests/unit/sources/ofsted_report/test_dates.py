"""Dates in the spellings of reports."""

from __future__ import annotations

import datetime as dt

import pytest

from sightline.sources.ofsted_report.dates import one_day, periods

RANGES = {
    "21 November–15 December 2016": ("2016-11-21/2016-12-15",),
    "8 May to 31 May 2018": ("2018-05-08/2018-05-31",),
    "11 June 2018 to 22 June 2018": ("2018-06-11/2018-06-22",),
    "13 to 17 June 2022": ("2022-06-13/2022-06-17",),
    "13-17 June 2022": ("2022-06-13/2022-06-17",),
    "13\u00a0–\u00a017\u00a0June\u00a02022": ("2022-06-13/2022-06-17",),
    "3 March 2015 – 25 March 2015": ("2015-03-03/2015-03-25",),
    "14 January — 4 February 2015": ("2015-01-14/2015-02-04",),
    "Monday 8 July to Friday 12 July 2019": ("2019-07-08/2019-07-12",),
    "5th to 9th March 2018": ("2018-03-05/2018-03-09",),
    "5 th to 9 th March 2018": ("2018-03-05/2018-03-09",),
    "from 5 March until 9 March 2018": ("2018-03-05/2018-03-09",),
    "between 5 and 9 March 2018": ("2018-03-05/2018-03-09",),
    "5 Mar to 9 Mar 2018": ("2018-03-05/2018-03-09",),
    "5 Sept to 9 Sept 2018": ("2018-09-05/2018-09-09",),
    "21November2016to15December 2016": ("2016-11-21/2016-12-15",),
    "3 to 1 4 June 2019": ("2019-06-03/2019-06-14",),
    "3 to 14 June 20 19": ("2019-06-03/2019-06-14",),
    "21/11/2016 - 15/12/2016": ("2016-11-21/2016-12-15",),
    "19/11/18 to 30/11/18": ("2018-11-19/2018-11-30",),
    "11 September 2017 to 5 October": ("2017-09-11/2017-10-05",),
    "11 September to 22 Septmber 2017": ("2017-09-11/2017-09-22",),
    "14 December to 10 January 2019": ("2018-12-14/2019-01-10",),
    "28 July 2016": ("2016-07-28/2016-07-28",),
    "20 and 21 February 2024": ("2024-02-20/2024-02-21",),
    "31 January and 1 February 2024": ("2024-01-31/2024-02-01",),
    "6, 7 and 8 June 2023": ("2023-06-06/2023-06-08",),
    "8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019": (
        "2019-07-08/2019-07-12",
        "2019-08-07/2019-08-08",
    ),
    "19 November – 11 December 2013 and 28 – 30 January 2014": ("2013-11-19/2013-12-11", "2014-01-28/2014-01-30"),
    "6–10 and 20–24 November 2023": ("2023-11-06/2023-11-10", "2023-11-20/2023-11-24"),
    "13 to 17 June 2022 Lead inspector: A Person": ("2022-06-13/2022-06-17",),
}
NO_DATES = (
    "",
    "spring 2019",
    "13 to 17 June",  # no year
    "13 to 17 2022",  # no month
    "30 February 2016",
    "31 June to 4 July 2018",
    "17 to 13 June 2022",  # backwards
    "1 March to 30 September 2018",  # longer than any inspection
    "13 to 17 June 1922",
    "the week of the election",
    "week commencing 4 July 2022",
)


@pytest.mark.parametrize("words", RANGES)
def test_it_reads_a_range(words: str) -> None:
    assert tuple(f"{each.start}/{each.end}" for each in periods(words)) == RANGES[words]


@pytest.mark.parametrize("words", NO_DATES)
def test_it_finds_no_dates_rather_than_guess(words: str) -> None:
    assert periods(words) == ()


def test_it_reads_one_day_and_no_range() -> None:
    assert one_day("13 February 2017") == dt.date(2017, 2, 13)
    assert one_day("13 to 14 February 2017") is None
