"""A loader and a writer killed without warning: what they were told is written is there, and nothing is half written.

Six times here and a hundred times in ``make soak``, on whichever database ``SIGHTLINE_TEST_DATABASE`` names.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.ledger_stores import IS_POSTGRES, drop, environment_of

IS_SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
TIMES = 50 if IS_SOAK else 3  # for a loader and for a writer each
SERVER_TIMES = 5 if IS_SOAK else 1
LONGEST = 0.7  # seconds a process is let run after its first transaction
PATIENCE = 120  # seconds for a process to begin


@pytest.fixture
def environment(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    name = f"killed_{request.node.callspec.params['what']}"
    yield environment_of(tmp_path / "home", name)
    drop(name)


class Process:
    """A process that writes, and what it said."""

    def __init__(self, what: str, environment: dict[str, str]) -> None:
        words = [sys.executable, "-m", "tests.support.ledger_writer", what]
        self._process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)

    def line(self) -> tuple[str, str]:
        """The next thing it says."""
        assert self._process.stdout is not None
        word, _, rest = self._process.stdout.readline().rstrip("\n").partition(" ")
        return word, rest

    def kill(self) -> int:
        """End it as a power cut would; the number of the last transaction it was told is written."""
        self._process.send_signal(signal.SIGKILL)
        assert self._process.stdout is not None
        with self._process.stdout as stdout:
            said = [line.split() for line in stdout if line.endswith("\n")]
        self._process.wait(PATIENCE)
        return max((int(number) for word, number in said if word == "wrote"), default=0)

    def wait(self) -> None:
        """Let it end by itself."""
        assert self._process.stdout is not None
        with self._process.stdout:
            assert self._process.wait(PATIENCE) == 0


def found(process: Process) -> int:
    """The last transaction that a process found when it began, the ledger being whole."""
    word, rest = process.line()
    number, _, broken = rest.partition(" ")
    assert (word, broken) == ("found", "")
    return int(number)


@pytest.mark.parametrize("what", ["load", "record"])
def test_nothing_acknowledged_is_lost_and_nothing_is_half_written(what: str, environment: dict[str, str]) -> None:
    moments = random.Random(what)  # noqa: S311 - when to kill, not a secret
    told = 0
    for _ in range(TIMES):
        process = Process(what, environment)
        before = found(process)
        assert told <= before <= told + 1  # the one being written when it was killed may have been written whole
        word, number = process.line()
        assert word == "wrote"
        time.sleep(moments.uniform(0, LONGEST))
        told = max(process.kill(), int(number))
        assert told > before
    process = Process("check", environment)
    assert told <= found(process) <= told + 1
    process.wait()


if IS_POSTGRES:  # SQLite has no process of its own to kill

    def test_nothing_is_lost_when_the_database_itself_is_killed(tmp_path: Path) -> None:
        from tests.support.postgres_server import PostgresServer

        with PostgresServer() as server:
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "sightline.web.settings",
                "SIGHTLINE_HOME": str(tmp_path),
                "SIGHTLINE_DATABASE_URL": server.address,
            }
            moments = random.Random("server")  # noqa: S311 - when to kill, not a secret
            told = 0
            for _ in range(SERVER_TIMES):
                process = Process("record", environment)
                assert told <= found(process) <= told + 1
                word, number = process.line()
                assert word == "wrote"
                time.sleep(moments.uniform(0, LONGEST))
                server.kill()
                told = max(process.kill(), int(number))
                server.start()
            process = Process("check", environment)
            assert told <= found(process) <= told + 1
            process.wait()
