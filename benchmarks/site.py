"""How quickly pages answer fifty people at once, on PostgreSQL with a council of 60,000 children.

``uv run python -m benchmarks.site [--children 60000] [--record DIR] [--keep DIR]``. A PostgreSQL of its own is started,
the council loaded, accounts made for many practitioners and managers, the site served by as many processes as a
council of this size would run (:data:`PROCESSES`), and Locust sent at it (``benchmarks/locustfile.py``) on the same
machine, which costs the site part of its two cores. Everybody signs in first and goes on for :data:`WARMING` seconds;
that is not counted, since a password is slow to check on purpose and fifty people seldom arrive in ten seconds.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

UNTIL = dt.date(2016, 11, 14)
USERS, SECONDS, PROCESSES, PORT = 50, 120, 4, 8765
HOME_MS, PAGE_MS = 100, 150
DOMAIN = "bench.example"
READERS = ("auditor", "board-partner", "elected-member")  # who open the rooms of inspection, improvement and scrutiny
WARMING = 60  # seconds of the same that are not counted: each process's first page of a kind is slow once
SPAWNED = 5  # people a second that come
PATIENCE = 300  # seconds for the figures to be worked out


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--children", type=int, default=60_000)
    arguments.add_argument("--record", type=Path, help="a council drawn before, as Sightline Parquet")
    arguments.add_argument("--keep", type=Path, help="where the store is kept, or was kept before")
    arguments.add_argument("--users", type=int, default=USERS)
    arguments.add_argument("--seconds", type=int, default=SECONDS)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = chosen.keep or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        from tests.support.databases import start_postgres

        folder = home / "postgres"
        is_new = not folder.exists()
        os.environ |= {
            "SIGHTLINE_HOME": str(home),
            "SIGHTLINE_DATABASE_URL": start_postgres(folder, keep=chosen.keep is not None),
            "SIGHTLINE_TODAY": UNTIL.isoformat(),
            "SIGHTLINE_DEMONSTRATION": "1",
            "DJANGO_SETTINGS_MODULE": "sightline.web.settings",
        }
        import django

        django.setup()
        if is_new:
            _fill(chosen.record, chosen.children)
        else:
            from sightline.web.start import make_tables

            make_tables(lambda _: None)  # kept from an earlier version, perhaps
        keys = home / "keys.json"
        keys.write_text(json.dumps([*_accounts(), *_personas()]), "utf-8")
        _furnish()
        return _measure(keys, chosen.users, chosen.seconds)


def _fill(record: Path | None, children: int) -> None:
    from sightline.access.actions import mark_invented
    from sightline.ledger.loading import load
    from sightline.sources.parquet import read
    from sightline.web.nightly import make_current
    from sightline.web.start import make_tables

    if record is None:
        record = Path(tempfile.mkdtemp()) / "council"
        command = ["sightline", "simulate", str(record), "--children", str(children), "--until", UNTIL.isoformat()]
        subprocess.run(command, check=True)
    make_tables(lambda _: None)
    mark_invented(source="benchmark")
    load(read(record), by="benchmark", why="a council to measure with")
    make_current(progress=lambda words: print(words, flush=True))


def _accounts() -> list[tuple[str, str, str]]:
    """An account for each of many practitioners and managers, and a director; new passwords each time."""
    from sightline.access import actions
    from sightline.access.models import Account
    from sightline.casework.queries.lines import ALLOCATED
    from sightline.ledger.queries import current

    held = current("involvements").filter(role=ALLOCATED, ended_on=None)
    workers = sorted({worker for worker in held.values_list("professional_id", flat=True) if worker})[:30]
    teams = sorted({team for team in held.values_list("team_id", flat=True) if team})[:15]
    wanted = [("practitioner", worker, None) for worker in workers] + [("team-manager", None, team) for team in teams]
    keys = []
    for role, worker, team in [*wanted, ("director", None, None)]:
        email = f"{role}-{worker or team or 'one'}@bench.example".lower()
        account = Account.objects.filter(email=email).first()
        if account is None:
            account = actions.add_account(email=email, name=role, professional_id=worker, by=None)
            actions.assign(account=account, role=role, team_id=team, from_on=UNTIL, by=None)
        password = secrets.token_urlsafe(12)
        actions.set_password(account=account, password=password, by=None)
        keys.append((role, email, password))
    return keys


def _personas() -> list[tuple[str, str, str]]:
    """An account of each persona, by whom the rooms of inspection, improvement and scrutiny are filled and read."""
    from sightline.access import actions
    from sightline.access.models import Account
    from sightline.access.personas import plan

    keys = []
    for each in plan(UNTIL):
        email = f"{each.role.code}@{DOMAIN}"
        account = Account.objects.filter(email=email).first()
        if account is None:
            account = actions.add_account(email=email, name=each.name, professional_id=None, by=None)
            until = UNTIL + dt.timedelta(days=28) if each.role.days else None
            actions.assign(
                account=account, role=each.role.code, team_id=each.team_id, from_on=UNTIL, until_on=until, by=None
            )
        password = secrets.token_urlsafe(12)
        actions.set_password(account=account, password=password, by=None)
        keys.append((each.role.code, email, password) if each.role.code in READERS else ("", email, password))
    return keys


def _furnish() -> None:
    """A mock inspection begun, a plan, a board, a campaign, questions: what the demonstration has, in this council."""
    from sightline.improvement.demonstration import improve
    from sightline.inspection.demonstration import hold_mock
    from sightline.inspection.models import MockInspection
    from sightline.scrutiny.demonstration import scrutinise

    hold_mock(UNTIL, domain=DOMAIN)
    improve(UNTIL, domain=DOMAIN)
    scrutinise(UNTIL, domain=DOMAIN)
    mock = MockInspection.objects.latest("pk")
    os.environ["SIGHTLINE_BENCH_MOCK"] = f"/inspection/mock/{mock.pk}/"


def _measure(keys: Path, users: int, seconds: int) -> int:
    os.environ["SIGHTLINE_BENCH_KEYS"] = str(keys)
    host = f"http://127.0.0.1:{PORT}"
    os.environ["SIGHTLINE_PROXIES"] = "1"
    command = [sys.executable, "-m", "sightline.web.processes", "--port", str(PORT), "--processes", str(PROCESSES)]
    served = subprocess.Popen(command)
    try:
        _wait_for(f"{host}/sign-in/")
        _wait_for_figures()
        with tempfile.TemporaryDirectory() as folder:
            results = Path(folder) / "run"
            _send(users, seconds, host, results)
            return _say(Path(f"{results}_stats.csv"), users)
    finally:
        served.terminate()
        served.wait(10)


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=2).read()  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the site did not start")


def _send(users: int, seconds: int, host: str, results: Path) -> None:
    """Send people, who are counted for some seconds once they are warm; what was measured is in ``results``."""
    script = Path(__file__).with_name("locustfile.py")
    locust = [sys.executable, "-m", "locust", "-f", str(script), "--headless", "--host", host, "--csv", str(results)]
    total = users // SPAWNED + WARMING + seconds
    locust += ["-u", str(users), "-r", str(SPAWNED), "-t", f"{total}s", "--only-summary", "--loglevel", "WARNING"]
    environment = os.environ | {"SIGHTLINE_BENCH_WARMING": str(WARMING)}
    subprocess.run(locust, check=False, stdout=subprocess.DEVNULL, env=environment)


def _wait_for_figures() -> None:
    """Until the council's figures are worked out, which is done once after a load and not while people wait."""
    from sightline.findings.kept import kept_mark
    from sightline.web.figures import wanted

    began = time.perf_counter()
    while (kept := kept_mark()) is None or kept.through < wanted().through:
        if time.perf_counter() - began > PATIENCE:
            raise SystemExit("the figures were not worked out")
        time.sleep(1)
    print(f"the council's figures were there after {time.perf_counter() - began:.0f} s")
    time.sleep(10)  # each process takes them up


def _say(stats: Path, users: int) -> int:
    failed = 0
    print(f"{users} people at once, {PROCESSES} processes; times in milliseconds")
    print(f"{'page':16} {'opened':>7} {'failed':>7} {'median':>7} {'p95':>7} {'target':>7}")
    with stats.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = row["Name"]
            target = HOME_MS if name == "home" else PAGE_MS
            failed += int(row["Failure Count"])
            print(
                f"{name:16} {row['Request Count']:>7} {row['Failure Count']:>7} {row['50%']:>7} {row['95%']:>7} "
                f"{'' if name.startswith('sign in') or name == 'Aggregated' else target:>7}"
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
