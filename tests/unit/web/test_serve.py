"""What may be served: an invented council, to this machine."""

from __future__ import annotations

import datetime as dt
import json
import socket
from pathlib import Path

import pytest

from sightline.errors import UserError
from sightline.web.serve import (
    refuse_a_taken_port,
    refuse_all_but_loopback,
    serve,
    simulated_in,
)


def test_a_folder_without_truth_is_taken_to_be_real(tmp_path: Path) -> None:
    (tmp_path / "people.parquet").write_bytes(b"")
    with pytest.raises(UserError, match=r"holds no truth\.json, so it may be real"):
        serve(tmp_path)


def test_a_folder_that_is_not_there_is_said_not_to_be(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no folder"):
        simulated_in(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "words", ["{", "[]", '{"scenario": "healthy"}', '{"scenario": "x", "seed": 1, "as_at": "soon"}']
)
def test_a_truth_the_simulator_did_not_write_is_refused(tmp_path: Path, words: str) -> None:
    (tmp_path / "truth.json").write_text(words)
    with pytest.raises(UserError, match="not what the simulator writes"):
        simulated_in(tmp_path)


def test_what_is_simulated_is_read_from_the_truth(tmp_path: Path) -> None:
    truth = {"scenario": "case-2016", "seed": 7, "council": "Avonmere", "as_at": "2016-11-14", "failures": []}
    (tmp_path / "truth.json").write_text(json.dumps(truth))
    found = simulated_in(tmp_path)
    assert (found.scenario, found.seed, found.as_at) == ("case-2016", 7, dt.date(2016, 11, 14))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.4", "example.org", ""])  # noqa: S104 - what is refused
def test_it_refuses_an_address_that_others_can_reach(tmp_path: Path, host: str) -> None:
    with pytest.raises(UserError, match=r"answers only at 127\.0\.0\.1"):
        serve(tmp_path, host=host)


def test_loopback_is_not_refused() -> None:
    refuse_all_but_loopback("127.0.0.1")
    refuse_all_but_loopback("localhost")


def test_a_taken_port_is_said_to_be_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UserError, match="is taken or not allowed"):
            refuse_a_taken_port(taken.getsockname()[1])


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_what_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(UserError, match="is not a port"):
        refuse_a_taken_port(port)
