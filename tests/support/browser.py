"""A Chromium and the site for it to look at, both on this machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Playwright
from waitress import create_server

from sightline.web.serve import HOST, application
from tests.support import site

SYSTEM_CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site is."""

    address: str

    def __truediv__(self, path: str) -> str:
        return self.address + path


@contextmanager
def serving() -> Iterator[Site]:
    """The small invented record, served as it is in earnest, on a free port."""
    site.loaded()
    server = create_server(application(), host=HOST, port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Site(f"http://{HOST}:{server.effective_port}")
    finally:
        server.close()
        thread.join(timeout=5)


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
