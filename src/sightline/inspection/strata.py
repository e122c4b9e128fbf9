"""The child-level groups that files are drawn from: after the lists an inspector asks for; which, is our own say."""

from __future__ import annotations

from enum import StrEnum


class Stratum(StrEnum):
    """A group of children; :attr:`words` names it on pages, :attr:`who` says who is in it as at a day."""

    words: str
    who: str

    def __new__(cls, code: str, words: str, who: str) -> Stratum:
        """A stratum of this code and these words."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.words, made.who = words, who
        return made

    @classmethod
    def of(cls, code: str) -> Stratum:
        """The one of this code; ValueError for another."""
        found = next((each for each in cls if each.value == code), None)
        if found is None:
            raise ValueError(f"there is no group of children {code!r}")
        return found

    REFERRALS = "contacts-and-referrals", "Contacts and referrals", "contacted about or referred in the last six months"
    ASSESSMENTS = "assessments", "Assessments", "with an assessment begun or authorised in the last six months"
    SIGNIFICANT_HARM = "significant-harm", "Significant harm", "with a section 47 enquiry begun in the last six months"
    IN_NEED = (
        "children-in-need",
        "Children in need",
        "with an open episode of need, neither on a child protection plan nor looked after",
    )
    PROTECTION = "child-protection", "Child protection plans", "on a child protection plan"
    LOOKED_AFTER = "looked-after", "Looked-after children", "looked after"
    CARE_LEAVERS = "care-leavers", "Care leavers", "recorded as relevant, former relevant or qualifying"
    ADOPTION = (
        "adoption",
        "Adoption",
        "for whom adoption was decided or ordered in the last twelve months, or is waited for",
    )
    DISABLED = (
        "disabled-children",
        "Disabled children and young people to 25",
        "with a worker or an open episode in the 0 to 25 service, or disabled and with an open episode",
    )
    EXPLOITATION = (
        "exploitation-and-missing",
        "Exploitation and missing",
        "with an open concern about exploitation, or missing in the last six months",
    )
    PRIVATE_FOSTERING = "private-fostering", "Private fostering", "privately fostered"
