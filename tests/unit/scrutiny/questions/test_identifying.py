"""Words that look as though they point at one child are found, and what members ask of a service is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sightline.scrutiny.identifying import identifying
from sightline.simulate.names import BOYS, GIRLS, SURNAMES


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("What of the child born 12/03/2009?", "a date of birth"),
        ("What of the child born on the 3rd of May 2011?", "a date of birth"),
        ("DOB 3 May 2011", "a date of birth"),
        ("d.o.b. 3.5.11", "a date of birth"),
        ("Her date of birth is 2011-05-03.", "a date of birth"),
        ("Was A123456789012 seen?", "a pupil’s number"),
        ("NHS 943 476 5919", "a long number"),
        ("Ring me on 07700 900123", "a long number"),
        ("What of C000123?", "a number of the record"),
        ("What of case CIN-20161", "a number of the record"),
        ("Look at 0f8fad5b-d9cb-469f-a165-70867728950e", "a key of the record"),
        ("The family at AB1 2CD", "a postcode"),
        ("Write to a.parent@example.org", "an e-mail address"),
        ("The house at 12 Acacia Avenue", "an address"),
    ],
)
def test_it_is_sure_of(words: str, kind: str) -> None:
    assert kind in identifying(words).sure


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Why was Danielle Smith not seen?", "Danielle Smith"),
        ("Why was Danielle not seen?", "Danielle"),
        ("Danielle was not seen.", "Danielle"),
        ("Tom’s mother rang me.", "Tom’s"),
        ("The girl called danielle waits.", "danielle"),
        ("What happened to the Khan family?", "Khan"),
        ("the child J.S. in my ward", "J"),
        ("Is my constituent Aisha’s son safe?", "Aisha’s"),
        ("Nobody saw O’Neill-Brown.", "O’Neill-Brown"),
        ("What of Zoë?", "Zoë"),
        ("Jayden, aged 9, has no worker.", "Jayden"),
        ("Jayden, 9, has no worker.", "Jayden"),
        ("Jayden (9) waits.", "Jayden"),
        ("Mohammed aged 4", "Mohammed"),
        ("James aged 4", "James"),
        ("Rose waited six weeks.", "Rose"),
        ("Tyler absconded twice.", "Tyler"),
        ("Has April been seen this month?", "April"),
        ("April’s mother rang me.", "April"),
        ("Why has Summer no worker? Summer was not seen.", "Summer"),
        ("Jayden and Aisha were not seen.", "Jayden"),
        ("Jayden and Aisha were not seen.", "Aisha"),
    ],
)
def test_it_warns_of_what_may_be_a_name(words: str, name: str) -> None:
    assert name in identifying(words).names


@pytest.mark.parametrize(
    "words",
    [
        "How many disabled children are held by a manager, and for how long?",
        "Ofsted told the Director of Children’s Services in November 2016 that 172 children of the 0–25 service were "
        "affected. Why was Cabinet not told?",
        "How many of the 1,721 children in need at 31 March 2016 had a visit? The budget was £12,500,000.",
        "Section 47 enquiries fell from 221 to 153 by 31 October 2016. Who decided?",
        "Supervision was late. Children were unseen. Nobody was told. Ofsted’s report says so.",
        "Please read the Children Act 1989 and Working Together 2015.",
        "Is the National Referral Mechanism used? What does the Local Safeguarding Children Board say?",
        "Do we follow SI 2012/2089, regulation 17?",
        "Why did 25.5% wait in 2015/16 and 30.25% in 2016/17?",
        "Boys aged 4 to 9 were seen. Siblings aged 3 and over wait. Overall, 9 of 10 teams answered.",
        "Spend doubled in April. Morale dropped in May. Unallocated looked-after children waited six weeks.",
        "Were the visits of April seen? Why has May so few visits? April was the worst month. Caseloads doubled.",
        "Fostering and Adoption were asked. Visits slipped. Turnover remained at a fifth from June to August.",
    ],
)
def test_it_lets_a_question_about_the_service_pass(words: str) -> None:
    assert not identifying(words)


@pytest.mark.parametrize(
    ("words", "few"),
    [
        ("There are 3 children.", "3 children"),
        ("Two disabled children wait.", "Two disabled children"),
        ("It was four of the young people.", "four of the young people"),
    ],
)
def test_it_warns_of_a_number_so_small_that_it_may_point_at_a_child(words: str, few: str) -> None:
    assert identifying(words).few == (few,)


@pytest.mark.parametrize(
    "words",
    ["One in 4 children waits.", "There are 12 children.", "Every child is seen.", "In 0–4 teams, children wait."],
)
def test_it_lets_a_larger_number_and_a_share_pass(words: str) -> None:
    assert identifying(words).few == ()


def test_a_team_of_the_council_is_no_name() -> None:
    assert identifying("What does the Riverside team do?").names == ("Riverside",)
    assert not identifying("What does the Riverside team do?", frozenset({"riverside"}))


def test_it_never_says_the_identifier_itself() -> None:
    assert "943" not in "".join(identifying("NHS 943 476 5919").sure)


@pytest.mark.parametrize("case", [str.lower, str.upper, str.title])
def test_every_name_of_a_child_is_found_whatever_its_case(case: Callable[[str], str]) -> None:
    missed = [
        name
        for forename in (*GIRLS, *BOYS)
        for surname in SURNAMES
        if not identifying(f"Why was {(name := case(f'{forename} {surname}'))} not seen?").names
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("why was danielle not seen?", "danielle"),
        ("Why was mohammed’s mother not told?", "mohammed’s"),
        ("what of will smith", "will smith"),
        ("we asked for grace and rose taylor", "rose taylor"),
        ("what happened to hope walker?", "hope walker"),
        ("is may okafor safe?", "okafor"),
        ("mark wright waits", "mark wright"),
        ("nobody saw o’neill-brown", "o’neill-brown"),
        ("what of zoë?", "zoë"),
        ("the khan children", "khan"),
        ("WHY WAS DANIELLE SMITH NOT SEEN?", "danielle smith"),
    ],
)
def test_it_warns_of_a_name_in_lower_case(words: str, name: str) -> None:
    assert name in identifying(words).names


@pytest.mark.parametrize(
    "words",
    [
        "Will you mark which children may hope for a visit? We rose to it by the grace of staff.",
        "will it be done by may or june, and will summer plans change?",
        "what will young people be told, and may foster carers cook, grant leave and price it?",
        "how many section 20 agreements were co-ordinated by the front-line teams?",
        "WHY WERE CHILDREN NOT SEEN IN MAY AND JUNE?",
        "why isn’t the ehcp of each child reviewed, and why haven’t camhs said so?",
        "were the unallocated, rehoused and re-referred counted, by the mash or by nobody?",
        "The amber ones went red, the daily picture is bleak, and faith in the plan is gone.",
    ],
)
def test_an_everyday_word_in_lower_case_is_no_name(words: str) -> None:
    assert identifying(words).names == ()


def test_a_name_does_not_go_on_over_a_stop() -> None:
    assert identifying("what may it cost? who will mark. walker schemes are cheap").names == ()


def test_lower_case_words_that_are_known_here_are_no_names() -> None:
    assert identifying("what does the avonmere team do?").names == ("avonmere",)
    assert not identifying("what does the avonmere team do?", frozenset({"avonmere"}))
