"""Serves the site for one folder of simulated data, to this machine alone, to those who sign in as its personas."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sightline.errors import UserError
from sightline.web.demonstration import begin, fill, how_to_sign_in, keep_figures

if TYPE_CHECKING:
    from sightline.web.sharing import Inspected

HOST = "127.0.0.1"
LOOPBACK = frozenset({"127.0.0.1", "localhost"})
TRUTH = "truth.json"
THREADS = 4
Say = Callable[[str], None]


def _to_stderr(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


@dataclass(frozen=True, slots=True)
class Simulated:
    """What ``truth.json`` says of a simulated council: enough to know that it is invented, and to say so."""

    scenario: str
    seed: int
    as_at: dt.date

    @property
    def words(self) -> str:
        """What its pages say they rest on."""
        return f"a simulated council, scenario {self.scenario}, seed {self.seed}"


def serve(
    folder: Path,
    port: int = 8000,
    as_at: dt.date | None = None,
    *,
    host: str = HOST,
    say: Say = _to_stderr,
    inspected: Inspected | None = None,
) -> None:
    """Load, inspect and show the simulated record in ``folder`` until interrupted; say who may sign in, and how.

    ``as_at``: the day it is shown as at; None for the last day of the simulation. ``inspected``: the record in
    ``folder``, evaluated as at that day already. :class:`UserError` when the folder does not hold a simulated council,
    when ``host`` could be reached from elsewhere, or when the port is taken. The store is in the folder too, made if it
    is not there.
    """
    refuse_all_but_loopback(host)
    refuse_a_taken_port(port)
    simulated = simulated_in(folder)
    on = as_at or simulated.as_at
    begin(folder, on)
    if inspected is None:
        from sightline.sources.recognise import read

        say("Reading the record")
        extract = read(folder)
    else:
        extract = inspected.record.extract
    keys = fill(extract, on, source=simulated.words, say=say, inspected=inspected)
    loaded = keep_figures(as_at=on, say=say, inspected=inspected)
    say(how_to_sign_in(keys))
    say(f"Serving {loaded.council}, as at {loaded.as_at}, on http://{HOST}:{port}/ (Ctrl+C to stop)")
    run(port)


def run(port: int) -> None:
    """Show the figures kept beside the store on ``port`` of this machine, and keep them current, until interrupted."""
    from waitress import serve as listen

    from sightline.web import figures, taking_up
    from sightline.web.processes import LARGEST_REQUEST
    from sightline.web.wsgi import application

    context = multiprocessing.get_context("spawn")
    process = context.Process(target=figures.run, args=(True,), daemon=True)
    process.start()
    taking_up.take_up()
    taking_up.begin()
    try:
        listen(application, host=HOST, port=port, threads=THREADS, ident=None, max_request_body_size=LARGEST_REQUEST)
    finally:
        process.terminate()
        process.join(5)


def simulated_in(folder: Path) -> Simulated:
    """What is simulated in ``folder``; :class:`UserError` unless it holds a simulated council.

    Whoever may sign in is printed, so a real child's record is never shown: a folder without ``truth.json``, which only
    the simulator writes, is taken to be real.
    """
    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}; make one with: sightline simulate {folder}")
    path = folder / TRUTH
    if not path.is_file():
        raise UserError(
            f"{folder} holds no {TRUTH}, so it may be real; this shows simulated councils only. "
            f"Make one with: sightline simulate DIR"
        )
    try:
        truth = json.loads(path.read_text("utf-8"))
        return Simulated(str(truth["scenario"]), int(truth["seed"]), dt.date.fromisoformat(truth["as_at"]))
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"{path} is not what the simulator writes; make the council again with: sightline simulate"
        ) from error


def refuse_all_but_loopback(host: str) -> None:
    """:class:`UserError` for any address that another machine could reach."""
    if host not in LOOPBACK:
        raise UserError(
            f"This prints who may sign in, so the site answers only at {HOST}, never at {host}; leave the host out."
        )


def refuse_a_taken_port(port: int) -> None:
    """:class:`UserError` when something already listens on ``port``, or it is not a port."""
    if not 1 <= port <= 65535:
        raise UserError(f"{port} is not a port; give a number from 1 to 65535, such as 8000.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise UserError(
                f"Port {port} of this machine is taken or not allowed ({error.strerror}); give another with --port."
            ) from error
