"""What a request may weigh, whichever way the site is served."""

from __future__ import annotations

import socket
from typing import Any
from unittest.mock import patch

import pytest

from sightline.inspection.views import lists_comparing, report_files
from sightline.web import processes, serve, taking_up

MEGABYTE = 1 << 20


@pytest.fixture
def said() -> dict[str, Any]:
    """What waitress was told."""
    return {}


def test_the_largest_request_leaves_room_for_the_largest_form() -> None:
    largest = max(lists_comparing.MOST_BYTES, report_files.MOST_BYTES)
    assert largest + MEGABYTE < processes.LARGEST_REQUEST < 2 * largest


def test_the_site_of_one_folder_refuses_larger_ones(said: dict[str, Any]) -> None:
    with (
        patch("waitress.serve", lambda _, **words: said.update(words)),
        patch("multiprocessing.get_context"),
        patch.object(taking_up, "take_up"),
        patch.object(taking_up, "begin"),
    ):
        serve.run(8000)
    assert said["max_request_body_size"] == processes.LARGEST_REQUEST


def test_every_process_refuses_larger_ones(said: dict[str, Any]) -> None:
    class Server:
        def run(self) -> None:
            for each in said["sockets"]:
                each.close()

    def create(_: object, **words: Any) -> Server:
        said.update(words)
        return Server()

    with patch("waitress.server.create_server", create), patch.object(taking_up, "begin"):
        processes._serve("127.0.0.1", 0)
    assert said["max_request_body_size"] == processes.LARGEST_REQUEST
    assert all(isinstance(each, socket.socket) for each in said["sockets"])
