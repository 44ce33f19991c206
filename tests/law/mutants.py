"""Every small way in which a sentence of the law, or a line of its code, could be wrong."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import replace

from workflows.law import NOWHERE, Role, Transition, Workflow

Fields = dict[str, object]
Table = tuple[str, Fields]
"""What was bent, and the fields of the workflow as they then are."""


def of_table(law: Workflow) -> Iterator[Table]:
    """Guards and roles dropped, roles added, ends bent; transitions, waits, reads, ends dropped."""
    for place, step in enumerate(law.transitions):
        name = f"{law.name}: {step.name} from {step.source or 'nowhere'}"
        for what, bent in _of_step(step, sorted(law.states)):
            rest = law.transitions[:place], law.transitions[place + 1 :]
            yield f"{name}: {what}", {"transitions": (*rest[0], *bent, *rest[1])}
    for field in ("waits", "reads"):
        rows = getattr(law, field)
        for row in rows:
            yield f"{law.name}: {row} dropped", {field: tuple(it for it in rows if it != row)}
    for state in sorted(law.states):
        yield f"{law.name}: final ^ {state}", {"final": law.final ^ {state}}


def _of_step(step: Transition, states: list[str]) -> Iterator[tuple[str, tuple[Transition, ...]]]:
    yield "dropped", ()
    for field in ("offered", "asked"):
        for guard in sorted(getattr(step, field), key=lambda it: it.__name__):
            left = frozenset(getattr(step, field)) - {guard}
            yield f"without {guard.__name__}", (replace(step, **{field: left}),)
    for field in ("roles", "seconds"):
        for role in Role:
            bent = frozenset(getattr(step, field)) ^ {role}
            yield f"{field} ^ {role}", (replace(step, **{field: bent}),)
    for field in ("source", "target"):
        end = _other(getattr(step, field), states)
        yield f"{field} is {end}", (replace(step, **{field: end}),)


def _other(state: str, states: list[str]) -> str:
    """The neighbour of a state in the alphabet; from nowhere the first, of the only one nowhere."""
    if state == NOWHERE:
        return states[0]
    return states[(states.index(state) + 1) % len(states)] if len(states) > 1 else NOWHERE


_OTHERWISE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}


def of_code(source: str) -> Iterator[tuple[str, ast.Module]]:
    """Each comparison, junction, sum, negation, truth and number changed, each row dropped."""
    tree = ast.parse(source)
    aside = _beside_the_law(tree)
    for place, node in enumerate(ast.walk(tree)):
        if node in aside:
            continue
        for choice in range(len(_changes(node))):
            bent = copy.deepcopy(tree)
            target = list(ast.walk(bent))[place]
            before = ast.unparse(target)
            _changes(target)[choice]()
            line = getattr(node, "lineno", 0)
            yield f"{line}: {before}  ->  {ast.unparse(target)}", ast.fix_missing_locations(bent)


def _beside_the_law(tree: ast.Module) -> set[ast.AST]:
    """Decorators, types, subscripts, `strict`, `__all__`; workflows are bent as tables."""
    nodes = list(ast.walk(tree))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    parts: list[ast.AST | None] = [
        *(it for owner in (*functions, *classes) for it in owner.decorator_list),
        *(function.returns for function in functions),
        *(node.annotation for node in nodes if isinstance(node, ast.arg | ast.AnnAssign)),
        *(node.slice for node in nodes if isinstance(node, ast.Subscript) and _is_tuple(node)),
        *(node for node in nodes if isinstance(node, ast.Call) and _is_workflow(node)),
        *(node.value for node in nodes if isinstance(node, ast.keyword) and node.arg == "strict"),
        *(node for node in nodes if isinstance(node, ast.Assign) and _is_said(node, "__all__")),
    ]
    return {it for part in parts if part is not None for it in ast.walk(part)}


def _is_tuple(node: ast.Subscript) -> bool:
    return isinstance(node.slice, ast.Tuple)


def _is_said(node: ast.Assign, name: str) -> bool:
    return [ast.unparse(target) for target in node.targets] == [name]


def _is_workflow(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "Workflow"


Change = Callable[[], object]


def _changes(node: ast.AST) -> list[Change]:
    """What can be done to this node, as calls that do it."""
    if isinstance(node, ast.Constant):
        return _of_value(node)
    return _of_rows(node) or _of_logic(node)


def _of_value(node: ast.Constant) -> list[Change]:
    if isinstance(node.value, bool):
        others: list[int] = [not node.value]
    elif isinstance(node.value, int):
        others = [node.value + 1, node.value - 1]
    else:
        return []
    return [lambda other=other: setattr(node, "value", other) for other in others]


def _of_logic(node: ast.AST) -> list[Change]:
    match node:
        case ast.Compare(ops=ops):
            return [
                lambda place=place, op=op: ops.__setitem__(place, _OTHERWISE[type(op)]())
                for place, op in enumerate(ops)
            ]
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _OTHERWISE:
            return [lambda: setattr(node, "op", _OTHERWISE[type(op)]())]
        case ast.UnaryOp(op=ast.Not()):
            return [lambda: setattr(node, "operand", ast.UnaryOp(ast.Not(), node.operand))]
    return []


def _of_rows(node: ast.AST) -> list[Change]:
    match node:
        case ast.Tuple(elts=rows, ctx=ast.Load()) | ast.List(elts=rows) | ast.Set(elts=rows):
            return [lambda row=row: rows.remove(row) for row in rows]
        case ast.Dict(keys=keys, values=values):
            return [
                lambda place=place: (keys.pop(place), values.pop(place))
                for place in range(len(keys))
            ]
    return []
