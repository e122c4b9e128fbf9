"""A council's own store, served by several processes: findings come by themselves, and again after a restriction."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from tests.support.ledger_stores import drop, environment_of

SIGHTLINE = str(Path(sys.executable).with_name("sightline"))
WITHIN = 120  # seconds, on a busy machine
ROWS = re.compile(r"Rows read</dt><dd>([\d,]+)")
NAME = "figures"
SESSION = """
import django; django.setup()
from tests.support.personas import Persona, browser_of
print(browser_of(Persona.DIRECTOR).session.session_key)
"""
RESTRICT = """
import django; django.setup()
from sightline.access import actions
from sightline.ledger.queries import current
from tests.support.personas import Persona, make
for person in current("cin_episodes").values_list("person_id", flat=True).distinct()[:20]:
    actions.restrict(person_id=person, why="A colleague's own family", allowed=[], by=make(Persona.ADMINISTRATOR))
"""


@dataclass(frozen=True, slots=True)
class Council:
    """Where it is served, a director's session, and its environment."""

    address: str
    session: str
    environment: dict[str, str]

    def get(self, path: str) -> tuple[int, str]:
        """The page at ``path`` as the director sees it; 0 while nothing answers."""
        try:
            with urlopen(Request(self.address + path, headers={"Cookie": f"sessionid={self.session}"})) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
        except URLError:
            return 0, ""

    def wait_for(self, path: str, words: str) -> str:
        """The page at ``path`` once it holds ``words``."""
        until = time.monotonic() + WITHIN
        while time.monotonic() < until:
            status, page = self.get(path)
            if status == 200 and words in page:
                return page
            time.sleep(0.5)
        pytest.fail(f"{path} did not say {words!r} within {WITHIN} seconds")


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    """A small invented record loaded as a council loads its own, and served as a council serves it."""
    folder = tmp_path_factory.mktemp("council")
    environment = {**environment_of(folder / "home", NAME), "PYTHONPATH": str(Path.cwd())}
    command = [SIGHTLINE, "simulate", str(folder / "extract"), "--children", "80", "--seed", "5", "--format", "parquet"]
    subprocess.run(command, check=True, capture_output=True)
    subprocess.run([SIGHTLINE, "load", str(folder / "extract")], check=True, capture_output=True, env=environment)
    session = subprocess.run(
        [sys.executable, "-c", SESSION], check=True, capture_output=True, text=True, env=environment
    ).stdout.split()[-1]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = [sys.executable, "-m", "sightline.web.processes", "--port", str(port), "--processes", "2"]
    with subprocess.Popen(server, env=environment, stderr=subprocess.PIPE) as running:
        try:
            yield Council(f"http://127.0.0.1:{port}", session, environment)
        finally:
            running.terminate()
            running.wait(timeout=30)
    drop(NAME)


def test_findings_come_by_themselves_and_say_what_they_rest_on(council: Council) -> None:
    page = council.wait_for("/findings/", "What an inspector would find")
    assert "the council&#x27;s own store" in page
    assert "Invented data" not in page


def test_a_restriction_leaves_the_figures_without_anybody_loading(council: Council) -> None:
    rows = rows_of(council.wait_for("/data-quality/", "Rows read"))
    subprocess.run([sys.executable, "-c", RESTRICT], check=True, capture_output=True, env=council.environment)
    until = time.monotonic() + WITHIN
    while (now := rows_of(council.get("/data-quality/")[1])) == rows and time.monotonic() < until:
        time.sleep(0.5)
    assert 0 < now < rows


def rows_of(page: str) -> int:
    found = ROWS.search(page)
    assert found is not None
    return int(found[1].replace(",", ""))


def test_the_kept_figures_are_the_owners_alone(council: Council) -> None:
    home = Path(council.environment["SIGHTLINE_HOME"])
    assert os.stat(home / "figures.kept").st_mode & 0o077 == 0
