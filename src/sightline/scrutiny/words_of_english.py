"""Which lower-case words are words, and which may be somebody's name: told from a list of English and no record.

A warning that asked the record would tell whoever writes who is known to children's services. So a word in lower case
is held against English alone: one that is no word of it may be a name, or be misspelt. A name that is a word too
(*rose*, *mark*) is taken for the word, unless a surname follows it.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from sightline.standards.catalogue import CATALOGUE

SHORTEST = 3  # letters: shorter ones are not looked at
WHOLE = 5  # letters that are left of a word without what is put before it: Underhill is no *hill* put *under*
LETTERS = re.compile(r"[^\W\d_]+")
BEFORE = (
    "un", "re", "non", "co", "pre", "mis", "over", "under", "out", "inter", "multi", "sub", "anti", "self", "semi",
)  # fmt: skip
AFTER = (
    ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""), ("ly", ""), ("ness", ""),
)  # fmt: skip
# Of the field and of offices, in lower case, that the list of English lacks.
FIELD = frozenset(
    """accountabilities adhd asd aspirational assessable attendee attendees autism backlog backlogs benchmarked
    benchmarking cafcass camhs caseworker caseworkers childcare codesign cohorts com commissioner commissioners
    comparator comparators cooccurring coproduction covid criminalised csa cse csv dashboard dashboards dataset
    datasets dfe duplicative edt eet ehc ehcp ehcps email emails enabler enablers etc fgc foster frontline fte gdpr
    gov gps handover handovers headteacher headteachers healthcare helpline hmctp homecare http https ico icpc iha
    ilacs impactful intergenerational iro iros kinship kpi kpis laac lac lado largescale lgbt lifelong longstanding
    lscb mappa marac mash metadata mosaic neet nfa nhs nspcc offsite ofsted okay olds onboarding online onsite org
    outturn pdf pep peps permanency pre pri pru psi pupilage quartile quartiles radicalisation rag reablement
    referrer referrers reg regionalised regs rha rhi rota rotas safeguarding screenshot sdq sen senco sencos send
    sgo sgos sharepoint signpost signposted signposting specificity spreadsheet stakeholder stakeholders statutorily
    subgroup subgroups sustainably systemically timebound timeframe timeframes timescale timescales toolkit toolkits
    traineeship traineeships triage triaged uasc underreport underreported underway unmet upn upskill upskilling
    webpage website wellbeing wifi workforce worklist worklists workstream workstreams www yot zoom""".split()  # noqa: SIM905
)
# Words that nobody asking about a service writes but as somebody's name.
RATHER_NAMES = frozenset(
    """aria billy bob bobby carol daisy harry hazel heather holly iris ivy jasmine jasper jimmy john johns khan kitty
    leander lily martin mickey mike peter peters phoebe poppy ruby sally sidney smith terry tom tony violet""".split()  # noqa: SIM905
)
# Names that are words too, and are taken for the word unless a surname follows.
ALSO_FORENAMES = RATHER_NAMES | frozenset(
    """amber angel april art august barney beau ben beryl bill bonnie brad brook buddy candy chance charity charlie
    chase clay cliff dale dawn dean destiny dick dolly don dot drew duke earl ebony eddy ernest faith fern finch
    ford frank gale gay gene ginger glen grace grant guy hank happy harmony heath honey hope hunter jack jay jersey
    jewel job josh joy jude june justice kay ken kit lance laurel lee liberty lily major mark mason matt max may
    mercy miles misty myrtle nick noel norm olive opal pat pearl peg penny pierce porter precious prince ralph randy
    ray rebel red reed rich rick river rob robin rocky rod roger roman rose rosemary rowan roy rusty sage sandy
    saint sky skip sonny star sterling stew storm sue summer sunny sunshine teddy tori troy victor vince wade will
    willow win winter woody""".split()  # noqa: SIM905
)
# Surnames that are words too, and seldom what follows such a word otherwise: not *foster*, *cook*, *price*, *young*.
ALSO_SURNAMES = frozenset(
    """abbott archer baker baldwin bannister barber barker barlow barnes barton bates baxter beard beck bell bird
    bishop bowers bowman brewer brook brooks brown buck burgess burns butcher butler carpenter carter carver
    chambers chandler chaplain chaplin chapman clement clerk cobb collier constable cooper cowell cox crane crick
    cross curry dale davenport dodge drake dyer farmer farrow fielding fields finch fisher fletcher flint flowers
    ford forester fowler fox freeman frost fry fuller gable gale gamble gardener gardner garland garner garrison
    gibbon gill glass glover godfrey goldsmith graves griffin grimes hamlet hammond hardy harper hart hay heath
    hector herring hicks hogan hooper horn hunter huff jarvis jester kemp kettle knight lamb lane lark leach lynch
    mace madden marsh mason mead mercer miller monk moody moss nash newton nightingale noble norman page palmer
    parker parsons partridge peck pepper pierce pike pitman plumber pope porter potter quayle raffles reeves
    ridge rivers rogers root rose rowe sanders sawyer sellers sexton shepherd sherry singer skinner slater smith
    snow spark sparks spears spencer spicer squire stark sterling stokes stone swift tanner teller thatcher tiller
    tucker turner tyler vickers wade wagoner wainwright walker waller warden ward warren watts weaver webb welch
    wells wheeler whistler wilder winters wolf wood woods workman wren wright""".split()  # noqa: SIM905
)
# What an everyday word before them makes of these: *will ward*, *may rose*, *a rich brown*, *in june wells*.
VERBS = frozenset(
    ("will", "may", "chase", "mark", "hope", "grant", "rob", "win", "job", "skip", "bill", "april", "june", "august",
     "summer", "winter", "red"),
)  # fmt: skip
AFTER_VERBS = ALSO_SURNAMES - frozenset(
    """bird brook burns butler clerk constable cross curry ford fry gamble garrison glass horn lane page pepper pike
    plumber ridge rivers root rose snow spark sparks stone swift ward warden wells wood woods workman brown fields
    farmer gardener carpenter barber butcher chambers hart hay lamb lark""".split()  # noqa: SIM905
)


def may_be_names(words: Sequence[str], *, known: frozenset[str]) -> list[int]:
    """The places in ``words``, neighbours as they stand in the text, of those in lower case that may be a name.

    An empty word is a break in the text, over which no name goes on. ``known``: further words that are none.
    """
    plain = [_plain(each) if each.islower() else "" for each in words]
    found = {place for place, each in enumerate(plain) if not _is_word(each, known)}
    for place, (each, after) in enumerate(pairwise(plain)):
        if place + 1 in found and each in ALSO_FORENAMES and each not in VERBS:
            found.add(place)
        elif after in (AFTER_VERBS if each in VERBS else ALSO_SURNAMES) and (place in found or each in ALSO_FORENAMES):
            found |= {place, place + 1}
    return sorted(found)


def _is_word(word: str, known: frozenset[str]) -> bool:
    """Whether it is a word: all its parts, or they together (*co-ordinator*)."""
    if _is_english("".join(LETTERS.findall(word))) and word not in RATHER_NAMES:
        return True
    return all(
        len(part) < SHORTEST or part in known or part in FIELD or (part not in RATHER_NAMES and _is_english(part))
        for part in LETTERS.findall(word)
    )


def _is_english(part: str) -> bool:
    words = _words()
    if part in words:
        return True
    stems = [part]
    stems += [stem for before in BEFORE if part.startswith(before) and len(stem := part.removeprefix(before)) >= WHOLE]
    for ending, instead in AFTER:
        stems += [stem.removesuffix(ending) + instead for stem in list(stems) if stem.endswith(ending)]
    return any(len(stem) > SHORTEST and stem in words for stem in stems)


def _plain(word: str) -> str:
    """Without accents, and without the *’s* of whoever has something."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(each))
    return re.sub(r"(?:['’ʼ](?:s|ll|re|ve|d)?|n['’ʼ]t)$", "", bare)


@cache
def _words() -> frozenset[str]:
    """English, with what the standards themselves are written in."""
    packed = (resources.files("sightline.scrutiny") / "english_words.txt.gz").read_bytes()
    english = gzip.decompress(packed).decode().split()
    standards = (word for each in CATALOGUE.values() for word in LETTERS.findall(each.sentence) if word.islower())
    return frozenset((*english, *standards))
