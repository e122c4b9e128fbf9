"""Rows are locked inside a transaction: PostgreSQL refuses otherwise; SQLite has no such locks and never says so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import sightline

ROOT = Path(sightline.__file__).parent
Function = tuple[str, str]  # a module and a function of it
WRITERS = "actions"  # where functions may ask their caller for the transaction


class Functions(dict[Function, tuple[set[Function], bool]]):
    """By function of no transaction of its own: what it calls outside one, and whether it locks rows there."""

    def add(self, module: str, tree: ast.Module) -> None:
        known = _imported(tree) | {
            each.name: (module, each.name) for each in tree.body if isinstance(each, ast.FunctionDef)
        }
        for each in tree.body:
            if isinstance(each, ast.FunctionDef) and not any("atomic" in ast.unparse(d) for d in each.decorator_list):
                outside = [call for part in each.body for call in _calls(part)]
                called = {found for call in outside if (found := _of(call, known)) is not None}
                self[module, each.name] = called, any(_locks(call) for call in outside)

    def locking(self) -> set[Function]:
        """Those that lock rows, by themselves or by what they call, and open no transaction."""
        found = {function for function, (_, locks) in self.items() if locks}
        while more := {function for function, (calls, _) in self.items() if calls & found} - found:
            found |= more
        return found


def _imported(tree: ast.Module) -> dict[str, Function]:
    return {
        each.asname or each.name: (part.module, each.name)
        for part in tree.body
        if isinstance(part, ast.ImportFrom) and part.module
        for each in part.names
    }


def _calls(part: ast.AST) -> Iterator[ast.Call]:
    if isinstance(part, ast.With) and any("atomic" in ast.unparse(each.context_expr) for each in part.items):
        return
    if isinstance(part, ast.Call):
        yield part
    for inner in ast.iter_child_nodes(part):
        yield from _calls(inner)


def _of(call: ast.Call, known: dict[str, Function]) -> Function | None:
    match call.func:
        case ast.Name(id=name):
            return known.get(name)
        case ast.Attribute(value=ast.Name(id=holder), attr=name) if holder in known:
            package, module = known[holder]
            return f"{package}.{module}", name
    return None


def _locks(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "select_for_update"


def _read() -> Functions:
    found = Functions()
    for path in sorted(ROOT.rglob("*.py")):
        module = ".".join(("sightline", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        found.add(module, ast.parse(path.read_text("utf-8")))
    return found


def test_no_page_or_command_locks_rows_without_a_transaction() -> None:
    locking = {each for each in _read().locking() if WRITERS not in each[0].split(".")}
    assert locking == set(), "say @transaction.atomic on the action"


def test_a_view_that_locks_through_an_action_is_found() -> None:
    functions = Functions()
    functions.add("a.actions.b", ast.parse("def use():\n    Draft.objects.select_for_update().get()"))
    functions.add("a.views.c", ast.parse("from a.actions import b\ndef page():\n    if True:\n        b.use()"))
    functions.add("a.views.d", ast.parse("from a.actions.b import use\ndef page():\n    with atomic():\n        use()"))
    assert functions.locking() == {("a.actions.b", "use"), ("a.views.c", "page")}
