"""An entry of the log says whose act it is, and from which post: an auditor looks by either."""

import ast

from tests.reading import python, tree

APPENDS = {"audit.append", "append"}
OTHERWISE = {
    "server/papers/burying.py:told": "a tombstone names both hands",
    "server/perform.py:_move": "a step's facts are gathered in one place, with the hand",
}


def unsigned(name: str) -> list[str]:
    """Functions that know who acts, and write an entry without his hand."""
    functions = (one for one in ast.walk(tree(name)) if isinstance(one, ast.FunctionDef))
    return [
        f"{name}:{one.name}"
        for one in functions
        if any(it.arg == "actor" for it in one.args.args)
        for call in ast.walk(one)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in APPENDS
        and not _is_signed(call, one)
    ]


def _is_signed(call: ast.Call, within: ast.FunctionDef) -> bool:
    """`**actor.by`, or facts of this function that were begun with it."""
    spread = {ast.unparse(one.value) for one in call.keywords if one.arg is None}
    if any(one.endswith(".by") for one in spread):
        return True
    facts = (one for one in ast.walk(within) if isinstance(one, ast.Assign))
    return any(
        ast.unparse(one.targets[0]) in spread and ".by" in ast.unparse(one.value) for one in facts
    )


def test_who_acts_is_named() -> None:
    assert [one for name in python("server/") for one in unsigned(name)] == [*OTHERWISE]
