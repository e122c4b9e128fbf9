"""`sightline serve` on an invented folder: it makes the store, prints who may sign in, and lets nobody else."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from sightline.access.roles import ROLES

SIGHTLINE = [str(Path(sys.executable).with_name("sightline"))]
PRINTED = re.compile(r"^  (\S+@avonmere\.example)\s+(\S+)", re.MULTILINE)
STARTS_WITHIN = 240  # seconds, on a busy machine


@dataclass(frozen=True, slots=True)
class Served:
    """Where it is, what was printed, and the folder."""

    address: str
    printed: str
    folder: Path


def serve(folder: Path) -> Iterator[Served]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*SIGHTLINE, "serve", str(folder), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        alarm = threading.Timer(STARTS_WITHIN, server.kill)
        alarm.start()
        printed = ""
        for line in server.stderr:
            printed += line
            if line.startswith("Serving "):
                break
        alarm.cancel()
        wait_for(port)
        try:
            yield Served(f"http://127.0.0.1:{port}", printed, folder)
        finally:
            server.terminate()


def wait_for(port: int) -> None:
    """Until something listens: it says where it will serve just before it does."""
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A small invented council, served."""
    folder = tmp_path_factory.mktemp("serve") / "avonmere"
    drawn = [*SIGHTLINE, "simulate", str(folder), "--children", "60", "--seed", "5", "--format", "parquet"]
    subprocess.run(drawn, check=True, capture_output=True)
    yield from serve(folder)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and from where."""

    status: int
    url: str
    text: str


def ask(browser: OpenerDirector, url: str, typed: dict[str, str] | None = None) -> Answer:
    """One page, wherever it leads."""
    try:
        with browser.open(url, urlencode(typed).encode() if typed else None) as answer:
            return Answer(answer.status, answer.url, answer.read().decode())
    except HTTPError as error:
        with error:
            return Answer(error.code, error.url, error.read().decode())


def sign_in(served: Served, email: str, password: str) -> OpenerDirector:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = ask(browser, f"{served.address}/sign-in/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    ask(browser, f"{served.address}/sign-in/", {"csrfmiddlewaretoken": token[1], "login": email, "password": password})
    return browser


def test_each_persona_signs_in_with_what_was_printed(served: Served) -> None:
    found = dict(PRINTED.findall(served.printed))
    assert len(found) == len(ROLES)
    for persona in ("practitioner", "director", "elected-member", "administrator"):
        email = f"{persona}@avonmere.example"
        assert email in ask(sign_in(served, email, found[email]), f"{served.address}/my-account/").text


def test_an_elected_member_sees_figures_and_no_list_of_children(served: Served) -> None:
    email = "elected-member@avonmere.example"
    browser = sign_in(served, email, dict(PRINTED.findall(served.printed))[email])
    first = ask(browser, f"{served.address}/")
    assert first.url == f"{served.address}/scrutiny/"
    assert "The service in ten figures" in first.text
    for refused in ("/children/", "/children.csv", "/teams/"):
        assert ask(browser, served.address + refused).status == 403


def test_nobody_else_gets_further_than_the_sign_in_page(served: Served) -> None:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    assert ask(browser, f"{served.address}/children/").url.startswith(f"{served.address}/sign-in/")


def test_no_password_is_kept(served: Served) -> None:
    kept = b"".join(path.read_bytes() for path in served.folder.glob("store.sqlite3*"))
    assert b"argon2" in kept
    for password in dict(PRINTED.findall(served.printed)).values():
        assert password.encode() not in kept
