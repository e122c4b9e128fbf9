"""Serves the site for one folder of simulated data, to this machine alone, to those who sign in as its personas."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sightline.errors import UserError
from sightline.web.demonstration import begin, fill, how_to_sign_in

if TYPE_CHECKING:
    from sightline.findings.queries.loaded import Loaded
    from sightline.sources.extract import Extract

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


def serve(
    folder: Path,
    port: int = 8000,
    as_at: dt.date | None = None,
    *,
    host: str = HOST,
    say: Say = _to_stderr,
) -> None:
    """Load, inspect and show the simulated record in ``folder`` until interrupted; say who may sign in, and how.

    ``as_at``: the day it is shown as at; None for the last day of the simulation. :class:`UserError` when the folder
    does not hold a simulated council, when ``host`` could be reached from elsewhere, or when the port is taken. The
    store is in the folder too, made if it is not there.
    """
    refuse_all_but_loopback(host)
    refuse_a_taken_port(port)
    simulated = simulated_in(folder)
    on = as_at or simulated.as_at
    begin(folder, on)
    from sightline.sources.recognise import read

    say("Reading the record")
    extract = read(folder)
    keys = fill(extract, on, source="simulated", say=say)
    from sightline.access.children import restricted_children

    loaded = evaluate(extract, simulated, on, say=say, leaving_out=restricted_children())
    say(how_to_sign_in(keys))
    say(f"Serving {loaded.council}, as at {loaded.as_at}, on http://{HOST}:{port}/ (Ctrl+C to stop)")
    run(loaded, port)


def run(loaded: Loaded, port: int) -> None:
    """Show a record already loaded on ``port`` of this machine, until interrupted."""
    from waitress import serve as listen

    from sightline.findings.queries.loaded import hold

    hold(loaded)
    listen(application(), host=HOST, port=port, threads=THREADS, ident=None)


def application() -> Callable[..., object]:
    """The WSGI application; shows whatever record is held."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sightline.web.settings")
    from sightline.web.wsgi import application as wsgi

    return wsgi


def evaluate(
    extract: Extract, simulated: Simulated, on: dt.date, *, say: Say, leaving_out: Collection[str] = ()
) -> Loaded:
    """An invented record evaluated and inspected as at ``on``, without the people left out."""
    from sightline.engines.duckdb import DuckDBEngine
    from sightline.findings.load import load
    from sightline.inspection.framework import framework_used_on, load_framework
    from sightline.standards.catalogue import CATALOGUE

    return load(
        extract,
        on,
        standards=tuple(CATALOGUE.values()),
        engine=DuckDBEngine(),
        framework=load_framework(framework_used_on(on)),
        source=f"a simulated council, scenario {simulated.scenario}, seed {simulated.seed}",
        progress=say,
        is_invented=True,
        leaving_out=leaving_out,
    )


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
