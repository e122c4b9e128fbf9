"""The site served by several processes on one port, so that it uses more than one core.

Each opens the port for itself and the system shares connections among them (``SO_REUSEPORT``). One more works the
council's figures out from its store, which all of them show (:mod:`sightline.web.figures`). One that ends is begun
again. Plain Python: nothing to install beside Sightline.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from types import FrameType

from sightline.web import figures

THREADS = 4  # a process; a page waits for the database as long as it works
LARGEST_REQUEST = 48 << 20  # bytes, held before anybody is asked who they are; the largest form takes a file of 40 MB

# Seconds a page computes before another that has its answer from the database goes on. A child's page asks twenty to
# thirty questions, and by Python's own 5 ms would wait for each beside one that computes.
SWITCHED = 0.0005
COLLECTED = (20_000, 20, 50)  # allocations, and collections, between looks for rubbish: a page makes some ten thousand


def serve_processes(host: str, port: int, processes: int) -> None:
    """Serve until told to stop (SIGTERM or Ctrl+C)."""
    context = multiprocessing.get_context("spawn")
    wanted: list[tuple[Callable[..., None], tuple[object, ...]]] = [(_serve, (host, port))] * processes
    wanted.append((figures.run, ()))
    running = [_begin(context, each) for each in wanted]
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        del number, frame
        stopped = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopped:
        time.sleep(0.5)
        for place, each in enumerate(running):
            if not each.is_alive() and not stopped:
                running[place] = _begin(context, wanted[place])
    for each in running:
        each.terminate()
    for each in running:
        each.join(5)


def _begin(
    context: multiprocessing.context.SpawnContext, wanted: tuple[Callable[..., None], tuple[object, ...]]
) -> multiprocessing.process.BaseProcess:
    process = context.Process(target=wanted[0], args=wanted[1], daemon=True)
    process.start()
    return process


def _serve(host: str, port: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sightline.web.settings")
    from waitress.server import create_server

    from sightline.web import taking_up
    from sightline.web.wsgi import application

    taking_up.begin()
    gc.collect()
    gc.freeze()  # code and catalogue stay: to look through them for rubbish took a tenth of a second, now and then
    gc.set_threshold(*COLLECTED)
    sys.setswitchinterval(SWITCHED)
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    create_server(
        application, sockets=[listening], threads=THREADS, ident=None, max_request_body_size=LARGEST_REQUEST
    ).run()


def main() -> None:
    """``python -m sightline.web.processes``: for a council's own service manager."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--host", default="127.0.0.1")
    arguments.add_argument("--port", type=int, default=8000)
    arguments.add_argument("--processes", type=int, default=4, help="two for each core (default: %(default)s)")
    chosen = arguments.parse_args()
    serve_processes(chosen.host, chosen.port, chosen.processes)


if __name__ == "__main__":
    main()
