"""The commands as a reference page, read off the command line itself so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from typer.main import get_command


def render_markdown() -> str:
    """Every command with its usage, what it does, and its arguments and options."""
    from sightline.cli import app  # the command line imports every command, this one's page included

    root = get_command(app)
    out = ["# Commands", "", "Generated from `src/sightline/cli.py`.", ""]
    for path, command in _commands(root, "sightline"):
        out += [f"## {path}", "", _plain(command.help), "", "| option | is | what it does |", "|---|---|---|"]
        out += [_option(each) for each in command.params if each.name != "help"]
        out.append("")
    return "\n".join(out).rstrip() + "\n"


def _commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The commands that do something, by the words that call them; typer vendors click, whose types have no stubs."""
    below = getattr(command, "commands", None)
    if below is None:
        yield path, command
        return
    for name in sorted(below):
        yield from _commands(below[name], f"{path} {name}")


def _option(parameter: Any) -> str:
    kind = parameter.type_descriptor.annotation
    if parameter.param_type_name == "argument":
        names, values = f"`{(parameter.metavar or parameter.name).upper()}`", "path or word"
    else:
        names = " ".join(f"`{each}`" for each in parameter.opts)
        values = "switch" if kind is bool else (parameter.metavar or getattr(kind, "__name__", "words")).lower()
    if isinstance(kind, type) and issubclass(kind, Enum):
        values = " or ".join(f"`{each.value}`" for each in kind)
    needed = ", needed" if parameter.required else ""
    return f"| {names} | {values}{needed} | {_plain(getattr(parameter, 'help', None))} |"


def _plain(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "/")
