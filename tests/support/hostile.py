"""Files as councils and attackers really make them: odd encodings, broken rows, bombs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

PERSON_COLUMNS = ("pers_person_id", "pers_forename", "pers_surname", "pers_dob", "pers_is_mother", "pers_sex")


def write_people(
    folder: Path,
    rows: Sequence[str],
    *,
    columns: Sequence[str] = PERSON_COLUMNS,
    delimiter: str = ",",
    encoding: str = "utf-8",
    newline: str = "\n",
    name: str = "ssd_person.csv",
) -> Path:
    """An SSD file of people whose rows are given as they stand in the file, ended by a newline."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes((newline.join([delimiter.join(columns), *rows]) + newline).encode(encoding))
    return path


def census(children: str, *, root: str = "<Message>", prolog: str = '<?xml version="1.0"?>') -> str:
    """A census holding these children."""
    end = f"</{root[1:-1].split()[0]}>"
    return f"{prolog}{root}<Children>{children}</Children>{end}"


def census_child(identifier: str = "C1", about: str = "", identity: str = "") -> str:
    """One child of a census, with what else its identifiers and its episode of need hold."""
    return (
        f"<Child><ChildIdentifiers><LAchildID>{identifier}</LAchildID>{identity}</ChildIdentifiers>"
        f"<CINdetails><CINreferralDate>2023-06-01</CINreferralDate>{about}</CINdetails></Child>"
    )


def billion_laughs() -> str:
    """A census whose entities would unfold to a thousand million words."""
    entities = ['<!ENTITY l0 "lol">']
    entities += [f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10)]
    return census(census_child("&l9;"), prolog=f"<!DOCTYPE Message [{''.join(entities)}]>")


def external_entity(target: Path) -> str:
    """A census that asks for the content of another file."""
    return census(census_child("&x;"), prolog=f'<!DOCTYPE Message [<!ENTITY x SYSTEM "{target.as_uri()}">]>')


def nesting_bomb(depth: int) -> str:
    """A census with elements inside elements, ``depth`` of them."""
    return census(f"<Child>{'<a>' * depth}{'</a>' * depth}</Child>")
