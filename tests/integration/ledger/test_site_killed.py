"""The site killed without warning while two people write: a note it said was written is there, once and whole.

Three times here and fifty times in ``make soak``, on whichever database ``SIGHTLINE_TEST_DATABASE`` names.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import pytest

from tests.support.ledger_stores import drop, environment_of
from tests.support.served_killed import CHILD

TIMES = 50 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 3
WRITERS = 2
LONGEST = 0.7  # seconds the site is let run after its first answer
PATIENCE = 60  # seconds for it to begin, and to answer
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PROGRAM = (sys.executable, "-m", "tests.support.served_killed")


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    yield environment_of(tmp_path / "home", "site_killed") | {"SIGHTLINE_DEMONSTRATION": "1"}
    drop("site_killed")


@dataclass
class Writer:
    """Somebody who writes note after note, and sends one again until the site says that it is written."""

    sent: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # that it is written
    odd: list[int] = field(default_factory=list)  # answers that are neither

    def write(self, said: dict[str, object]) -> None:
        """Write until the site is gone."""
        address = urlsplit(str(said["address"]))
        assert address.port is not None
        sessions, handles = said["sessions"], said["handles"]
        assert isinstance(sessions, dict)
        assert isinstance(handles, dict)
        path = f"/children/{handles[CHILD]}/notes/new/"
        cookies = f"sessionid={sessions['practitioner']}"
        try:
            page, cookie = _ask("GET", address.port, path, cookies)
            token = TOKEN.search(page[1])
            assert token is not None
            cookies = f"{cookies}; {cookie}"
            while True:
                if len(self.sent) == len(self.told):
                    self.sent.append(uuid4().hex)
                key = self.sent[-1]
                note = {
                    "csrfmiddlewaretoken": token.group(1),
                    "intent": "write",
                    "new_key": key,
                    "note_type": "visit",
                    "noted_on": "2016-11-14",
                    "words": f"Note {key}",
                    "is_childs_voice": "no",
                }
                answer, _ = _ask("POST", address.port, path, cookies, urlencode(note))
                if answer[0] != HTTPStatus.FOUND:
                    self.odd.append(answer[0])
                    return
                self.told.append(key)
        except (OSError, http.client.HTTPException):
            return


def _ask(method: str, port: int, path: str, cookies: str, body: str | None = None) -> tuple[tuple[int, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        headers = {"Cookie": cookies, "Referer": f"http://127.0.0.1:{port}/"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        cookie = (answer.headers.get("Set-Cookie") or "").partition(";")[0]
        return (answer.status, answer.read().decode()), cookie
    finally:
        connection.close()


def test_a_note_said_to_be_written_is_there_once_and_whole(environment: dict[str, str]) -> None:
    moments = random.Random("site")  # noqa: S311 - when to kill, not a secret
    writers = [Writer() for _ in range(WRITERS)]
    for _ in range(TIMES):
        told = sum(len(each.told) for each in writers)
        site = subprocess.Popen([*PROGRAM, "serve"], env=environment, stdout=subprocess.PIPE, stdin=subprocess.PIPE)
        assert site.stdout is not None
        assert site.stdin is not None
        said = json.loads(site.stdout.readline())
        threads = [threading.Thread(target=each.write, args=(said,)) for each in writers]
        for each in threads:
            each.start()
        until = time.monotonic() + PATIENCE
        while sum(len(each.told) for each in writers) == told and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(moments.uniform(0, LONGEST))
        site.send_signal(signal.SIGKILL)
        site.wait(PATIENCE)
        site.stdout.close()
        site.stdin.close()
        for each in threads:
            each.join(PATIENCE)
        assert [each.odd for each in writers] == [[]] * WRITERS
        assert sum(len(each.told) for each in writers) > told
    found = json.loads(subprocess.run([*PROGRAM, "check"], env=environment, check=True, capture_output=True).stdout)
    kept = [key for key, _ in found["notes"]]
    assert found["broken"] == ""
    assert len(kept) == len(set(kept))
    assert {key for each in writers for key in each.told} <= set(kept) <= {key for each in writers for key in each.sent}
    assert {words for _, words in found["notes"]} == {f"Note {key}" for key in kept}
