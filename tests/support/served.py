"""The small invented record served by a process of its own, for a browser to look at.

It prints one line of JSON, where it is and who has signed in, and stops when its standard input ends.
"""

from __future__ import annotations

import json
import sys
import threading

import django
from django.core.management import call_command
from waitress import create_server

HOST = "127.0.0.1"
PASSWORD = "carrot ladder quiet moon"  # noqa: S105 - invented


def main() -> None:
    """Make the store, sign everybody in, serve."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from django.core.wsgi import get_wsgi_application

    from sightline.access import actions
    from tests.support import pages, site
    from tests.support.persona import Persona
    from tests.support.personas import browser_of, make

    site.put_in_store()
    site.loaded()
    everybody = [each for each in Persona if each is not Persona.PUBLIC]
    sessions = {each.value: str(browser_of(each).session.session_key) for each in everybody}
    newcomer = actions.add_account(email="newcomer@avonmere.example", name="New Comer", by=None)
    actions.assign(account=newcomer, role="director", by=None)
    actions.set_password(account=newcomer, password=PASSWORD, by=None)
    actions.break_glass(person_id="K07", reason="The police asked at night", by=make(Persona.FRONT_DOOR))
    handles = {name: site.handle(key) for name, key in pages.CHILDREN.items()}
    server = create_server(get_wsgi_application(), host=HOST, port=0, threads=2)
    address = f"http://{HOST}:{server.effective_port}"
    sys.stdout.write(json.dumps({"address": address, "sessions": sessions, "handles": handles}) + "\n")
    sys.stdout.flush()
    threading.Thread(target=server.run, daemon=True).start()
    sys.stdin.read()
    server.close()


if __name__ == "__main__":
    main()
