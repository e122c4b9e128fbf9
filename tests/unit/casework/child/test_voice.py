"""The child's own words come first, and their absence is said."""

from __future__ import annotations

import datetime as dt

from sightline.casework.queries.child.voice import voice_of
from tests.support.readings import HERE, Read


def test_the_latest_own_words_are_given_with_when_and_by_whom(read: Read) -> None:
    voice = voice_of(
        read("""
            case_notes
            case_note_id | person_id | professional_id | noted_on   | note_type | words          | is_childs_voice
            N1           | C1        | W1              | 2016-10-01 | visit     | I miss my dog. | yes
            N2           | C1        | W1              | 2016-11-01 | call      | Mother rang.   | no
            N3           | C1        | W1              | 2016-09-01 | visit     | I like school. | yes
        """)
    )
    assert voice.latest is not None
    assert (voice.latest.words, voice.latest.how, voice.latest.by) == ("I miss my dog.", "Visit", "Sam Worker")
    assert voice.days == 44
    assert [each.words for each in voice.earlier] == ["I like school."]


def test_answers_and_the_childs_own_work_count_as_voice(read: Read) -> None:
    voice = voice_of(
        read(
            """
            voices_of_children
            voice_of_child_id | person_id | explained_worries | plan_safe | recorded_on
            V1                | C1        | Mostly            | No        | 2016-11-10

            documents
            document_id | person_id | professional_id | document_type | title   | dated_on
            D1          | C1        | W1              | child         | My week | 2016-05-01
            D2          | C1        | W1              | report        | Report  | 2016-11-11
            """,
            transaction=HERE,
        )
    )
    assert voice.latest is not None
    assert [answer for _, answer in voice.latest.answers] == ["Mostly", "No"]
    assert voice.latest.by == "Ali Auditor"
    assert [each.how for each in voice.earlier] == ["The child's own work: My week"]


def test_silence_is_counted_from_the_latest_referral(read: Read) -> None:
    voice = voice_of(
        read("""
            cin_episodes
            referral_id | person_id | referred_on | closed_on
            R1          | C1        | 2012-01-01  | 2013-01-01
            R2          | C1        | 2016-11-04  |
            R3          | C1        | 2017-01-01  |
        """)
    )
    assert voice.latest is None
    assert (voice.silent_since, voice.days) == (dt.date(2016, 11, 4), 10)


def test_without_any_date_silence_has_no_length(read: Read) -> None:
    voice = voice_of(read(""))
    assert (voice.latest, voice.silent_since, voice.days) == (None, None, None)


def test_words_of_the_future_blank_ones_and_other_notes_are_no_voice(read: Read) -> None:
    voice = voice_of(
        read("""
            case_notes
            case_note_id | person_id | noted_on   | words  | is_childs_voice
            N1           | C1        | 2016-11-15 | Later. | yes
            N2           | C1        | 2016-11-01 |        | yes
            N3           | C1        | 2016-11-01 | Hm.    |

            voices_of_children
            voice_of_child_id | person_id | recorded_on
            V1                | C1        | 2016-11-10
        """)
    )
    assert voice.latest is None


def test_words_without_a_day_come_last_and_have_no_age(read: Read) -> None:
    voice = voice_of(
        read("""
            case_notes
            case_note_id | person_id | noted_on   | words | is_childs_voice
            N1           | C1        |            | When? | yes
            N2           | C1        | 2001-01-01 | Old.  | yes
        """)
    )
    assert voice.latest is not None
    assert voice.latest.words == "Old."
    assert voice.earlier[0].on is None


def test_how_the_child_took_part_in_the_last_review_is_said(read: Read) -> None:
    voice = voice_of(
        read("""
            cla_reviews
            cla_review_id | person_id | reviewed_on | participation_code
            A             | C1        | 2016-03-01  | PN7
            B             | C1        | 2016-09-01  | PN1
            C             | C1        | 2016-12-01  | PN7
        """)
    )
    assert voice.took_part is not None
    assert voice.took_part.words == "Attends and speaks"
