"""A record served by a process of its own, for a browser to look at: what each ``served_*`` module shares.

It prints one line of JSON, where it is and who has signed in, and stops when its standard input ends.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterable, Mapping

import django
from django.core.management import call_command
from waitress import create_server

from tests.support.persona import Persona

HOST = "127.0.0.1"


def make_store() -> None:
    """Start Django and make the store's tables; nothing of the site may be imported before this."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def serve(personas: Iterable[Persona], handles: Mapping[str, str], *, threads: int = 2) -> None:
    """Sign ``personas`` in, say where the site is, and serve it until standard input ends."""
    from django.core.wsgi import get_wsgi_application

    from tests.support.personas import browser_of

    sessions = {each.value: str(browser_of(each).session.session_key) for each in personas}
    server = create_server(get_wsgi_application(), host=HOST, port=0, threads=threads)
    address = f"http://{HOST}:{server.effective_port}"
    sys.stdout.write(json.dumps({"address": address, "sessions": sessions, "handles": dict(handles)}) + "\n")
    sys.stdout.flush()
    threading.Thread(target=server.run, daemon=True).start()
    sys.stdin.read()
    server.close()
