"""Who uses the site in the benchmark, and what they do: run by :mod:`benchmarks.site`, never by hand.

``SIGHTLINE_BENCH_KEYS`` names a file of JSON: a list of [role, e-mail, password]. ``SIGHTLINE_BENCH_WARMING``: seconds
after everybody has come that are not counted.
"""

from __future__ import annotations

import json
import os
import re
import threading
from itertools import count, cycle
from pathlib import Path
from typing import Any

from locust import HttpUser, between, events, task
from locust.env import Environment
from locust.exception import StopUser

KEYS = json.loads(Path(os.environ["SIGHTLINE_BENCH_KEYS"]).read_text("utf-8"))
WARMING = int(os.environ["SIGHTLINE_BENCH_WARMING"])
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
CHILD = re.compile(r'href="/children/([0-9a-f]{32})/"')
DESKS = count(1)
TURNS = count()
NAMES = cycle(["Begum", "Jon Smyth", "Kai", "Ibotson", "3/2/2009"])


@events.init.add_listener  # type: ignore[untyped-decorator] # locust's events say no types
def forget_the_warming(environment: Environment, **_: object) -> None:
    """Count from when everybody has come, signed in and gone on for a while: people stay all day, and so do these."""
    runner = environment.runner
    if runner is not None:
        environment.events.spawning_complete.add_listener(  # type: ignore[no-untyped-call]
            lambda **_: threading.Timer(WARMING, runner.stats.reset_all).start()
        )


class SignedIn(HttpUser):
    """Signs in, then opens pages, some seconds apart as people do."""

    abstract = True
    wait_time = between(3, 9)
    role = ""

    def on_start(self) -> None:
        """Sign in as one of the accounts of the role."""
        self.client.headers["Referer"] = self.host or ""
        self.client.headers["X-Forwarded-For"] = f"10.0.{next(DESKS) % 250}.1"  # fifty people sit at fifty desks
        mine = [key for key in KEYS if key[0] == self.role]
        _, email, password = mine[hash(id(self)) % len(mine)]
        page = self.client.get("/sign-in/", name="sign in (page)")
        form = {"login": email, "password": password, "csrfmiddlewaretoken": self._token(page.text)}
        self._send_cookies()
        answer = self.client.post("/sign-in/", form, name="sign in", allow_redirects=False)
        self._send_cookies()
        if answer.status_code != 302:
            raise StopUser(f"{self.role} could not sign in: {answer.status_code}")
        self.children: list[str] = []

    def _send_cookies(self) -> None:
        """Send cookies without HTTPS, as a browser does to its own machine and this library does not."""
        for cookie in self.client.cookies:
            cookie.secure = False

    def _token(self, page: str) -> str:
        found = TOKEN.search(page)
        return found.group(1) if found else ""


class Somebody(SignedIn):
    """Somebody with children: their day, lists, children, search."""

    abstract = True

    @task(4)
    def home(self) -> None:
        """The first page."""
        self._remember(self.client.get("/today/", name="home"))

    @task(2)
    def listed(self) -> None:
        """The children within reach."""
        self._remember(self.client.get("/children/", name="children"))

    @task(5)
    def child(self) -> None:
        """A child seen on one of those pages."""
        if self.children:
            handle = self.children.pop()
            self.client.get(f"/children/{handle}/", name="child")

    @task(1)
    def search(self) -> None:
        """A child looked for by name."""
        page = self.client.get("/search/", name="search (page)")
        form = {"words": next(NAMES), "csrfmiddlewaretoken": self._token(page.text)}
        self._remember(self.client.post("/search/", form, name="search"))

    def _remember(self, page: Any) -> None:
        self.children = CHILD.findall(page.text)[:40] or self.children


class Practitioner(Somebody):
    """A social worker."""

    weight = 6
    role = "practitioner"


class Manager(Somebody):
    """A team manager."""

    weight = 3
    role = "team-manager"


class Director(Somebody):
    """The director."""

    weight = 1
    role = "director"


class Reader(SignedIn):
    """Somebody who reads the pages of one room, one after another. ``pages``: their addresses."""

    abstract = True
    weight = 1
    room = ""
    pages: tuple[str, ...] = ()

    @task
    def read(self) -> None:
        """A page of the room."""
        pages = self.pages
        self.client.get(pages[next(TURNS) % len(pages)], name=self.room)


MOCK = os.environ.get("SIGHTLINE_BENCH_MOCK", "/inspection/mock/1/")


class Auditor(Reader):
    """The principal social worker, in a mock inspection."""

    role = "auditor"
    room = "inspection"
    pages = (
        MOCK,
        *(
            f"{MOCK}{each}/"
            for each in ("evidence", "sample", "files", "lists", "triangulation", "judgements", "hours")
        ),
        "/inspection/real/",
        "/inspection/country/",
    )


class Partner(Reader):
    """A partner on the improvement board."""

    role = "board-partner"
    room = "improvement"
    pages = ("/improvement/", "/improvement/measures/", "/improvement/boards/", "/improvement/practice/")


class Member(Reader):
    """An elected member."""

    role = "elected-member"
    room = "scrutiny"
    pages = (
        "/scrutiny/",
        "/scrutiny/questions/",
        "/scrutiny/committee/",
        "/scrutiny/telling-gap/",
        "/scrutiny/publications/",
    )
