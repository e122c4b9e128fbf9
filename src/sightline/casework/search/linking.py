"""Which two records may be of one person: Splink on DuckDB, in memory, with nothing from elsewhere.

Fellegi and Sunter's model. How often two records of *different* people agree by chance (u) is estimated from the
council's own people, from random pairs with a fixed seed: where a third of a town is called Ahmed, the name says less.
How often two records of *one* person agree (m) is declared here and not learnt: a council has few duplicates to learn
from, and what is learnt from few can be anything. The figures are our judgement; what they give on planted duplicates
is measured (``benchmarks/search.py --duplicates``).

Brothers and sisters share a surname and an address, and twins a birthday too, so agreeing on all of those says less
than their product. Two people with other forenames and a full set of agreement are therefore left out unless an
identifier agrees.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_level_library as cll
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison
from splink.internals.blocking_rule_creator import BlockingRuleCreator

from sightline.casework.search.likeness import AS_HEARD, sounds
from sightline.casework.search.normalising import identifier_of, postcode_of, words_of
from sightline.sources.extract import Extract

SEED = 20161114
PAIRS_SAMPLED = 500_000.0  # random pairs, to learn how often different people agree
THRESHOLD = 0.3  # probability from which a pair is suggested
TRUE_OF = 0.005  # of people, how many are expected to be there twice: half a per cent
UPN = frozenset({"upn", "uniquepupilnumber"})
NHS = frozenset({"nhs", "nhsnumber"})
NOT_YET_NAMED = frozenset({"", "baby", "unborn", "unknown", "male", "female"})

PEOPLE = pa.schema(
    [
        ("unique_id", pa.string()),
        ("forename", pa.string()),
        ("surname", pa.string()),
        ("forename_sound", pa.string()),
        ("surname_sound", pa.string()),
        ("born", pa.string()),
        ("swapped", pa.string()),
        ("sex", pa.string()),
        ("postcode", pa.string()),
        ("upn", pa.string()),
        ("nhs", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Link:
    """Two people who may be one, how probably, and what agrees, in short words that identify nobody."""

    person_a: str
    person_b: str
    probability: float
    reasons: tuple[str, ...]


def links(extract: Extract) -> list[Link]:
    """The pairs of ``extract`` that may be of one person, the likeliest first. The same extract gives the same pairs.

    Reads the tables people, linked_identifiers and addresses.
    """
    people = compared(extract)
    if people.num_rows < 2:
        return []
    found = _predicted(people)
    made = [_link(row) for row in found.to_pylist()]
    return sorted(
        (each for each in made if each is not None), key=lambda each: (-each.probability, each.person_a, each.person_b)
    )


def compared(extract: Extract) -> pa.Table:
    """One row a person, as they are compared. The postcode is the last to have begun."""
    upn: dict[str, str] = {}
    nhs: dict[str, str] = {}
    identifiers = extract.tables["linked_identifiers"].select(["person_id", "type", "value"])
    for person, kind, value in zip(*(column.to_pylist() for column in identifiers.columns), strict=True):
        named = "".join(words_of(kind or ""))
        if person and value and named in UPN:
            upn[person] = identifier_of(value)
        elif person and value and named in NHS:
            nhs[person] = identifier_of(value)
    postcodes: dict[str, str] = {}
    addresses = extract.tables["addresses"].sort_by("started_on").select(["person_id", "postcode"])
    for person, postcode in zip(*(column.to_pylist() for column in addresses.columns), strict=True):
        if person and (whole := postcode_of(postcode)):
            postcodes[person] = whole
    rows = []
    names = ["person_id", "forename", "surname", "born_on", "sex", "common_child_id"]
    columns = (extract.tables["people"][name].to_pylist() for name in names)
    for person, forename, surname, born, sex, lifelong in zip(*columns, strict=True):
        first, last = "".join(words_of(forename or "")), "".join(words_of(surname or ""))
        first = "" if first in NOT_YET_NAMED else first
        day = born.isoformat() if born else None
        other = f"{born.year:04}-{born.day:02}-{born.month:02}" if born and born.day <= 12 else None
        number = nhs.get(person) or (identifier_of(lifelong) if lifelong else None)
        rows.append(
            (
                person,
                first or None,
                last or None,
                _sound(first),
                _sound(last),
                day,
                other,
                sex,
                postcodes.get(person),
                upn.get(person),
                number,
            )
        )
    columns_of = zip(*rows, strict=True) if rows else ([] for _ in PEOPLE)
    arrays = [pa.array(column, pa.string()) for column in columns_of]
    return pa.table(arrays, schema=PEOPLE).sort_by("unique_id")


def _sound(word: str) -> str | None:
    """One way a name sounds, as it is said where it is not said as written; the name itself in other scripts."""
    heard = sounds(AS_HEARD.get(word, word))
    return min(heard, default=word or None)


def _predicted(people: pa.Table) -> pa.Table:
    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect(":memory:")
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET threads = 1")  # the order in which sums are made is part of the same answer every night
    try:
        api = DuckDBAPI(connection)
        linker = Linker(api.register(people), _settings(people.num_rows), log_level=logging.ERROR)
        linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS_SAMPLED, seed=SEED, min_count_per_level=None)
        predicted: Any = linker.inference.predict(threshold_match_probability=THRESHOLD)
        return predicted.as_pyarrow_table()
    finally:
        connection.close()


def _level(sql: str, m: float, label: str, u: float | None = None) -> Any:
    """``u``: given where chance agreement is too rare for a sample to show."""
    return _fixed(cll.CustomLevel(sql, label_for_charts=label), m, u)


def _fixed(level: Any, m: float, u: float | None) -> Any:
    level = level.configure(m_probability=m, fix_m_probability=True)
    return level if u is None else level.configure(u_probability=u, fix_u_probability=True)


def _missing(*columns: str) -> Any:
    sql = " OR ".join(f"{column}_{side} IS NULL" for column in columns for side in "lr")
    return cll.CustomLevel(sql, label_for_charts="missing").configure(is_null_level=True)


def _else(m: float, u: float | None = None) -> Any:
    return _fixed(cll.ElseLevel(), m, u)


def _name(column: str, same: float, alike: float, heard: float) -> CustomComparison:
    return CustomComparison(
        output_column_name=column,
        comparison_levels=[
            _missing(column),
            _level(f"{column}_l = {column}_r", same, "same"),
            _level(_alike(column), alike, "alike"),
            _level(f"{column}_sound_l = {column}_sound_r", heard, "sounds alike"),
            _else(round(1 - same - alike - heard, 4)),
        ],
    )


def _alike(column: str) -> str:
    """Much alike, or one slip apart: in a short name one letter is much."""
    return (
        f"jaro_winkler_similarity({column}_l, {column}_r) >= 0.88 "
        f"OR (length({column}_l) >= 4 AND damerau_levenshtein({column}_l, {column}_r) <= 1)"
    )


def _settings(people: int) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        probability_two_random_records_match=min(0.01, 2 * TRUE_OF / max(people - 1, 1)),
        blocking_rules_to_generate_predictions=_blocking(),
        comparisons=[
            _name("forename", 0.72, 0.17, 0.07),
            _name("surname", 0.70, 0.10, 0.05),
            CustomComparison(
                output_column_name="born",
                comparison_levels=[
                    _missing("born"),
                    _level("born_l = born_r", 0.85, "same"),
                    _level("born_l = swapped_r", 0.07, "day and month swapped"),
                    _level("damerau_levenshtein(born_l, born_r) <= 1", 0.05, "one figure apart"),
                    _level("substr(born_l, 1, 7) = substr(born_r, 1, 7)", 0.02, "same month"),
                    _else(0.01),
                ],
            ),
            CustomComparison(
                output_column_name="postcode",
                comparison_levels=[
                    _missing("postcode"),
                    _level("postcode_l = postcode_r", 0.6, "same"),
                    _level("split_part(postcode_l, ' ', 1) = split_part(postcode_r, ' ', 1)", 0.15, "same area"),
                    _else(0.25),
                ],
            ),
            CustomComparison(
                output_column_name="sex",
                comparison_levels=[_missing("sex"), _level("sex_l = sex_r", 0.98, "same"), _else(0.02)],
            ),
            *(
                CustomComparison(
                    output_column_name=number,
                    comparison_levels=[
                        _missing(number),
                        _level(f"{number}_l = {number}_r", 0.93, "same", u=1e-7),
                        _level(f"damerau_levenshtein({number}_l, {number}_r) <= 1", 0.04, "one figure apart", u=1e-4),
                        _else(0.03, u=0.9999),
                    ],
                )
                for number in ("upn", "nhs")
            ),
        ],
        retain_intermediate_calculation_columns=True,
        retain_matching_columns=True,
    )


def _blocking() -> list[BlockingRuleCreator | dict[str, Any]]:
    """Which pairs are compared at all: those that agree on enough not to be half the town."""
    return [
        block_on("upn"),
        block_on("nhs"),
        block_on("born", "surname_sound"),
        block_on("born", "forename_sound"),
        block_on("born", "postcode"),
        block_on("forename_sound", "surname_sound", "postcode"),
        block_on("forename_sound", "surname_sound", "substr(born, 1, 4)"),
        block_on("forename_sound", "surname_sound", "substr(born, 6, 5)"),
        block_on("postcode", "substr(born, 1, 4)"),
    ]


SAYS = {
    "forename": {3: "same forename", 2: "forename spelt nearly so", 1: "forename sounds alike"},
    "surname": {3: "same surname", 2: "surname spelt nearly so", 1: "surname sounds alike", 0: "another surname"},
    "born": {
        4: "same date of birth",
        3: "day and month swapped",
        2: "date of birth one figure apart",
        1: "same month and year of birth",
    },
    "postcode": {2: "same postcode", 1: "same part of a postcode"},
    "upn": {2: "same pupil number", 1: "pupil number one figure apart", 0: "another pupil number"},
    "nhs": {2: "same NHS number", 1: "NHS number one figure apart", 0: "another NHS number"},
}  # by comparison, what its levels mean; Splink numbers them from the last


def _link(row: dict[str, Any]) -> Link | None:
    is_other_forename = row["gamma_forename"] == 0
    is_identified = row["gamma_upn"] > 0 or row["gamma_nhs"] > 0
    if is_other_forename and not is_identified:
        return None
    one, other = sorted((row["unique_id_l"], row["unique_id_r"]))
    reasons = (means.get(row[f"gamma_{name}"]) for name, means in SAYS.items())
    return Link(one, other, row["match_probability"], tuple(each for each in reasons if each))
