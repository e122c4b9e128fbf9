"""``sightline accounts``: who may sign in to the council's site, for whoever runs it. Prints no password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sightline.commands.dates import day

if TYPE_CHECKING:
    from sightline.access.models import Account

app = typer.Typer(
    help="Add and close accounts, and give them roles.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
Email = Annotated[str, typer.Argument(metavar="EMAIL", help="The e-mail address the person signs in with.")]
RoleCode = Annotated[str | None, typer.Option("--role", help="A role's code; `sightline accounts roles` lists them.")]
Team = Annotated[str | None, typer.Option("--team", help="The team's key in the record, for a role that has one.")]
Until = Annotated[
    Any, typer.Option("--until", parser=day, metavar="DATE", help="The last day of the role; an inspector needs one.")
]


@app.command()
def add(
    email: Email,
    name: Annotated[str, typer.Option("--name", help="The person's name, as others will read it.")],
    role: RoleCode = None,
    team: Team = None,
    professional: Annotated[
        str | None, typer.Option("--professional", help="The person's key among the record's professionals.")
    ] = None,
    until: Until = None,
) -> None:
    """Add an account, with a role if one is given, and print the link at which its owner sets a password."""
    _start()
    from django.db import transaction

    from sightline.access import actions

    with transaction.atomic():
        account = actions.add_account(email=email, name=name, professional_id=professional, by=None)
        if role is not None:
            actions.assign(account=account, role=role, team_id=team, until_on=until, by=None)
        _print_link(account)


@app.command()
def assign(
    email: Email,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="A role's code; `sightline accounts roles` lists them.")],
    team: Team = None,
    until: Until = None,
) -> None:
    """Give an account a role from today."""
    _start()
    from sightline.access import actions

    actions.assign(account=_find(email), role=role, team_id=team, until_on=until, by=None)
    typer.echo(f"{email} has the role {role}.")


@app.command()
def end(
    email: Email,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="The code of the role to end.")],
) -> None:
    """End a role of an account at once."""
    _start()
    from django.db import transaction
    from django.db.models import Q

    from sightline.access import actions
    from sightline.errors import UserError
    from sightline.web import clock

    with transaction.atomic():
        held = _find(email).assignments.filter(Q(until_on=None) | Q(until_on__gte=clock.today()), role=role)
        if not held:
            raise UserError(f"{email} does not have the role {role}.")
        for each in held:
            actions.end_assignment(assignment=each, by=None)
    typer.echo(f"{email} no longer has the role {role}.")


@app.command()
def link(email: Email) -> None:
    """Print a new link at which the account's owner sets a password. Earlier links stop working once one is used."""
    _start()
    _print_link(_find(email))


@app.command("forget-second-factor")
def forget_second_factor(email: Email) -> None:
    """Take away a second factor lost with its recovery codes. Be sure first that it is they who ask."""
    _start()
    from sightline.access import actions

    actions.forget_second_factor(account=_find(email), by=None)
    typer.echo(f"{email} sets up a second factor again with the next sign-in.")


@app.command()
def close(email: Email) -> None:
    """Close an account: nobody signs in with it again, and whoever is signed in is out with their next page."""
    _start()
    from sightline.access import actions

    actions.close_account(account=_find(email), by=None)
    typer.echo(f"The account of {email} is closed.")


@app.command("list")
def list_accounts() -> None:
    """List every account with its roles."""
    _start()
    from sightline.access.models import Account

    for account in Account.objects.order_by("email").prefetch_related("assignments"):
        held = ", ".join(_words(each) for each in account.assignments.all()) or "no role"
        typer.echo(f"{account.email}  {account.name}  {held}{'' if account.is_active else '  closed'}")


@app.command()
def roles() -> None:
    """List the roles there are, with whom each reaches."""
    from sightline.access.roles import ROLES

    widest = max(map(len, ROLES))
    for role in ROLES.values():
        typer.echo(f"{role.code:<{widest}}  {role.name}; reaches {role.reach.value}")


def _words(assignment: Any) -> str:
    words = f"{assignment.role}" + (f" of {assignment.team_id}" if assignment.team_id else "")
    return words + (f" until {assignment.until_on}" if assignment.until_on else "")


def _start() -> None:
    from sightline.web.start import make_tables, start

    start()
    make_tables()


def _find(email: str) -> Account:
    from sightline.access.models import Account
    from sightline.errors import UserError

    found = Account.objects.filter(email__iexact=email.strip()).first()
    if found is None:
        raise UserError(f"There is no account with the address {email}; `sightline accounts list` lists them.")
    return found


def _print_link(account: Account) -> None:
    from django.conf import settings

    from sightline.access.links import password_link

    is_https = settings.SIGHTLINE.is_https
    host = settings.SIGHTLINE.hosts[0]
    base = f"https://{host}" if is_https else f"http://{host}:8000"
    typer.echo(f"{account.email} sets a password here, once, within three days:")
    typer.echo(password_link(account=account, base=base, by=None))
