"""A Chromium and the site for it to look at, both on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Playwright

from tests.support.persona import Persona

SYSTEM_CHROMIUM = Path("/usr/bin/chromium")
PATIENCE = 20_000  # milliseconds a page may take, on a machine that does much else
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site is, the session of each persona who has signed in, and the handles of its children."""

    address: str
    sessions: Mapping[str, str]
    handles: Mapping[str, str]

    def __truediv__(self, path: str) -> str:
        return self.address + (path.format_map(self.handles) if "{" in path else path)

    def sign_in(self, context: BrowserContext, persona: Persona) -> None:
        """Make a window the persona's, who has signed in with both factors."""
        context.clear_cookies()
        context.add_cookies([{"name": "sessionid", "value": self.sessions[persona], "url": self.address}])


@contextmanager
def serving(module: str = "tests.support.served") -> Iterator[Site]:
    """What ``module`` serves (the small invented record), as it is in earnest, on a free port, with its own store."""
    command = [sys.executable, "-m", module]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.support.store_settings"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            said = json.loads(server.stdout.readline())
            yield Site(said["address"], said["sessions"], said["handles"])
        finally:
            server.stdin.close()  # it stops with that
            server.wait(timeout=20)


def chromium(playwright: Playwright) -> Browser:
    """The machine's Chromium, else Playwright's own; without either the test is skipped, or fails where CI=true."""
    if SYSTEM_CHROMIUM.exists():
        return playwright.chromium.launch(executable_path=SYSTEM_CHROMIUM, args=ARGUMENTS)
    try:
        return playwright.chromium.launch(args=ARGUMENTS)
    except Error as error:
        words = "no Chromium to look at the pages with: run `make browser`"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{words} ({error.message.splitlines()[0]})")
        pytest.skip(words)
