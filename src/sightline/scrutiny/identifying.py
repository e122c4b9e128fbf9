"""Words that look as though they point at one child, found before anything is kept. Pure: it reads no record.

It never asks whether a name is on the record, since a warning that depended on that would tell a member who is known to
children's services. It goes by how words look, and in lower case by which are words of English
(:mod:`sightline.scrutiny.words_of_english`), so it warns of some that name nobody, and whoever writes then says so;
of a date of birth, a number or an address it is surer, and those are sent back until they are taken out. What neither
sees is still for whoever writes, and for the officer who publishes, to see.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from sightline.scrutiny.words_of_english import may_be_names

MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
DATE = (
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d{{1,2}}-\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTHS},?\s+\d{{2,4}}|{MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{2,4}})"
)
BORN = r"(?:\bborn\b|\bd\.?\s?o\.?\s?b\b\.?|\bdate\s+of\s+birth\b|\bbirthday\b|\bbirth\s?date\b)"
SURE = (
    ("a date of birth", re.compile(rf"{BORN}[^.?!\n]{{0,30}}?{DATE}|{DATE}[^.?!\n]{{0,15}}?{BORN}", re.I)),
    ("a date of birth", re.compile(BORN.replace(r"\bborn\b|", "") + r"[^.?!\n]{0,20}?\d", re.I)),
    ("a pupil’s number", re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[A-Z0-9]\b", re.I)),
    ("a long number", re.compile(r"(?<![\d,.£])\d(?:[ -]?\d){6,}(?![\d,]|\.\d)")),
    ("a number of the record", re.compile(r"\b(?=[A-Z0-9-]*\d{4})[A-Z]{1,4}-?\d{4,10}\b")),
    ("a key of the record", re.compile(r"\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b", re.I)),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.I)),
    ("an e-mail address", re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.I)),
    ("an address", re.compile(r"\b\d{1,4}[a-z]?,?\s+(?:[A-Z][a-z]+\s+){1,3}(?:Road|Street|Lane|Avenue|Close|Drive)\b")),
)
DAY = re.compile(rf"\b{DATE}", re.I)
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
KIN = re.compile(
    r"\b(?:child|boy|girl|son|daughter|brother|sister|sibling|twin|baby|teenager|pupil|niece|nephew|grandson"
    r"|granddaughter|grandchild|family|mother|father|mum|dad|parent|constituent)s?\s+(?:is\s+)?(?:called|named)?\s*$",
    re.I,
)
CALLED = re.compile(r"\b(?:called|named|known as|name is|initials)\s+$", re.I)
# Words with a capital that are of councils and of the year, and no sign of a name in the middle of a sentence.
COUNCIL = frozenset(
    """academy access act adoption agency annual april assessment august autumn board borough budget cabinet care case
    centre chair chief child children christmas city committee community complaints conference corporate council
    councillor county court december department deputy designated director directorate district early easter education
    ehcp england english executive families family february focused forum fostering foundation framework friday front
    general government group head health help home hospital housing i ii iii improvement inadequate independent
    inspection inspector inspectorate january july june justice lead learning leader leaving local looked lscb manager
    march mash may member mental minister monday monitoring needs nhs north november october officer ofsted
    overview panel parenting parents parliament partnership people personal plan planning police practice primary
    principal private probation protection public quality referral national mechanism regional report reports response
    return review reviewing safeguarding saturday school schools scrutiny secondary secretary section send september
    service services
    social south special spring standards state statement strategy street summer sunday team teams the thursday town
    trust tuesday unit university virtual voluntary wales ward wednesday welfare west winter working worker year years
    young youth east britain british uk kingdom united together scotland ireland northern ict it cafcass camhs dfe foi
    gdpr pep iro ilacs sif covid si cin cp cla ssd""".split()  # noqa: SIM905
)
# How sentences begin here; another first word that then "was" or "had" something is taken to be somebody's name.
OPENINGS = frozenset(
    """a about after again all also although an and another any anybody anyone are as at because before both but by can
    could did do does each either even every everybody everything few for from given had has have he here how if in it
    its last less many more most much my neither next no nobody none not nothing now of on one only or other our over
    people please several she should since so some somebody someone something staff such that the their them then there
    these they this those three to two under until we were what when where whether which while who whom whose why will
    with would yes you your practice performance data demand caseload caseloads supervision agreement progress drift
    support access money everyone neither whoever whatever training advice evidence consent duty""".split()  # noqa: SIM905
)
ABSTRACT = re.compile(r"(?:ing|tion|sion|ment|ance|ence|ity|ship|ness)$")  # *Spending is*, *Recruitment has*: things
PLURAL = re.compile(r"(?<![aiu])(?<!jame)(?<!charle)s$")  # *Caseloads waited*, *Boys aged 4*: many, and no one child
RATHER_THINGS = (  # what figures do: *Spend doubled in March*
    r"(?:increas|decreas|dropp|doubl|halv|improv|slipp|worsen|chang|remain|end|start|stopp|peak|cost|total|reduc|declin)"
)
# What somebody named does or is at the beginning of a sentence: *Rose waited six weeks*, *Jayden, aged 9*, *Tom (4)*.
DOES = re.compile(
    r"^(?:['’ʼ]s\b"
    r"|\s+(?:was|is|has|had|did|does|died|went|lives|lived|said|says|told|left|ran|needs|needed|asked|came|got|saw|gave"
    r"|felt|took|slept|rang|hurt|lost|waits|wants|stays|sleeps)\b)"
)
ACTED = re.compile(
    rf"^\s+(?!{RATHER_THINGS}ed\b)[a-z]{{2,}}ed(?:\s*(?:[.?!,;]|$)|\s+(?:a|an|the|for|in|to|from|until|at|on|with|his"
    r"|her|their|them|us|me|six|two|three|four|five|seven|eight|nine|ten|again|twice|once|all|\d+)\b)"
)
AGED = re.compile(r"^(?:,?\s+aged?\s+\d|,\s+1?\d\s*(?:[,.?!;)]|$|and\b|years?\b|has\b|is\b|was\b)|\s+\(1?\d\))")
AND_ANOTHER = re.compile(r"^\s+and\s+([A-Z][^\W\d_]+)")
# A month or a season that is somebody: *Has April been seen?*, and not *the visits of April seen late*.
NAMED_LIKE = (
    r"(?:January|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter)"
)
SOMEBODY = re.compile(
    rf"(?<!\bin )(?<!\bof )(?<!\bby )(?<!\bto )(?<!\bfrom )(?<!\bsince )(?<!\buntil )(?<!\d )\b({NAMED_LIKE})"
    r"(?:['’ʼ]s\s+(?:mother|mum|father|dad|parents?|brother|sister|worker|social worker|carer)\b|,?\s+aged?\s+\d"
    r"|(?:\s+(?:was|is|has|had|been|being|not|never|still|ever|now))*\s+(?:seen|safe|missing|hurt|allocated|waiting"
    r"|visited|living|moved|told)\b|\s+(?:was|is|has|had|been)\s+no\s+(?:social\s+)?worker\b)"
)


# A number of children so small that who they are may be guessed; *one child* is how people speak of any child.
FEW = re.compile(
    r"(?<!\bin )(?<![\d.,–-])\b(?:[1-4]|two|three|four)\s+(?:of\s+(?:the|these|those|our)\s+)?(?:[^\W\d_-]+\s+){0,2}?"
    r"(?:children|child|boys?|girls?|young people|babies|siblings)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Looks:
    """What words look to hold.

    ``sure``: kinds of identifier, never the identifier. ``names``: what may be a name. ``few``: numbers of children
    under five, which may point at one of them.
    """

    sure: tuple[str, ...]
    names: tuple[str, ...]
    few: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sure or self.names or self.few)


def identifying(text: str, known: frozenset[str] = frozenset()) -> Looks:
    """What in ``text`` looks as though it points at one child.

    ``known``: further words, in lower case, that are no names here, such as those of the council's own name and teams.
    """
    sure = tuple(dict.fromkeys(kind for kind, pattern in SURE if pattern.search(text)))
    few = tuple(dict.fromkeys(" ".join(each.group().split()) for each in FEW.finditer(text)))
    return Looks(sure, _names(text.lower() if _is_shouted(text) else text, COUNCIL | known), few)


def _names(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """Capitals where a sentence has none: two in a row, or one; initials; and what stands after *called*."""
    found: list[str] = []
    words = list(WORD.finditer(text))
    begins = {each.start() for each in words if _begins_sentence(text, each.start())}
    capital = {each.start(): _is_capital(each.group(), known) for each in words}
    paired: set[int] = set()
    for first, second in pairwise(words):
        is_next = text[first.end() : second.start()] in (" ", ". ", "\u00a0")
        if is_next and capital[first.start()] and capital[second.start()] and second.start() not in begins:
            found.append(f"{first.group()} {second.group()}")
            paired |= {first.start(), second.start()}
    found += _in_lower_case(text, words, known)
    for each in words:
        before = text[max(0, each.start() - 40) : each.start()]
        is_called = bool(CALLED.search(before)) and each.group().casefold() not in known and len(each.group()) > 1
        is_of_kin = bool(KIN.search(before)) and capital[each.start()]
        is_inside = each.start() not in begins and capital[each.start()]
        is_somebody = (
            each.start() in begins and capital[each.start()] and _does(each.group(), text[each.end() :], known)
        )
        if each.start() not in paired and (is_called or is_of_kin or is_inside or is_somebody):
            found.append(each.group())
    found += [each.group(1) for each in SOMEBODY.finditer(text)]
    return tuple(dict.fromkeys(found))


def _in_lower_case(text: str, words: list[re.Match[str]], known: frozenset[str]) -> list[str]:
    """Words in lower case that may be a name, each with the next where the two stand as a forename and a surname."""
    written: list[str] = []
    at: list[int] = []
    end = 0
    for place, each in enumerate(words):
        if text[end : each.start()].strip():
            written.append("")  # a stop or a comma: no name goes on over it
            at.append(-1)
        written.append(each.group())
        at.append(place)
        end = each.end()
    found: dict[int, str] = {}
    for where in may_be_names(written, known=known):
        place = at[where]
        if place - 1 in found and at[where - 1] == place - 1:
            found[place - 1] += f" {words[place].group()}"
        else:
            found[place] = words[place].group()
    return list(found.values())


def _is_shouted(text: str) -> bool:
    """Whether nearly all of it is in capitals, which then tell nothing of names."""
    words = [each.group() for each in WORD.finditer(text) if len(each.group()) > 2]
    return len(words) > 2 and sum(each.isupper() for each in words) > 0.8 * len(words)


def _does(word: str, after: str, known: frozenset[str]) -> bool:
    """Whether a word that begins a sentence has or does something, as somebody named does; or is given an age."""
    plain = re.sub(r"['’ʼ]s$", "", word)
    folded = plain.casefold()
    if folded in OPENINGS or ABSTRACT.search(plain):
        return False
    if plain != word or DOES.match(after):
        return True
    another = AND_ANOTHER.match(after)
    if another and _is_capital(another.group(1), known):
        return True
    if PLURAL.search(folded) or folded.endswith("ly"):
        return False
    return bool(AGED.match(after) or ACTED.match(after))


def _is_capital(word: str, known: frozenset[str]) -> bool:
    plain = re.sub(r"['’ʼ]s$", "", word)
    if not plain[:1].isupper():
        return False
    parts = plain.casefold().split("-")
    return not all(part in known or part.rstrip("s") in known for part in parts)


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t\"'“‘(")
    return not before or before[-1] in ".!?:\n•–"
