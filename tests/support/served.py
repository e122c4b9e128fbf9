"""The small invented record served by a process of its own, for a browser to look at.

:mod:`tests.support.apart` says how it answers and when it stops.
"""

from __future__ import annotations

from tests.support.apart import make_store, serve

PASSWORD = "carrot ladder quiet moon"  # noqa: S105 - invented


def main() -> None:
    """Make the store, sign everybody in, serve."""
    make_store()
    from sightline.access import actions
    from tests.support import pages, site
    from tests.support.persona import Persona
    from tests.support.personas import make

    site.put_in_store()
    site.loaded()
    everybody = [each for each in Persona if each is not Persona.PUBLIC]
    newcomer = actions.add_account(email="newcomer@avonmere.example", name="New Comer", by=None)
    actions.assign(account=newcomer, role="director", by=None)
    actions.set_password(account=newcomer, password=PASSWORD, by=None)
    actions.break_glass(person_id="K07", reason="The police asked at night", by=make(Persona.FRONT_DOOR))
    handles = {name: site.handle(key) for name, key in pages.CHILDREN.items()}
    serve(everybody, handles)


if __name__ == "__main__":
    main()
