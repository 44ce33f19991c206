"""What one rule says of a described page, word by word."""

from tests.law.layout_pages import page
from workflows.layout import BY_ID, Block, Described
from workflows.layout.elements import Elements, find
from workflows.layout.verdicts import Fault

Edge = tuple[str, str, Described, Described]
"""A rule, a part of its sentence, a page that just breaks it and one that just keeps it."""


def faults(rule: str, described: Described) -> list[Fault]:
    return list(BY_ID[rule].check(described, find(described)))


def said(rule: str, described: Described) -> list[str]:
    return [one.words for one in faults(rule, described)]


def is_edge(rule: str, sentence: str, broken: Described, kept: Described) -> None:
    """The sentence is said once of the page that breaks the rule, never of the other."""
    assert sum(sentence in one for one in said(rule, broken)) == 1
    assert not [one for one in said(rule, kept) if sentence in one]


def sizes(rule: str, name: str, least: float, most: float, style: dict[str, bool]) -> list[Edge]:
    """Both edges of the size of a block (a program rounds by 0.26), and each style of it."""
    words = f"{least}" if least == most else f"từ {least} đến {most}"
    edges = [
        (rule, f"cỡ chữ {words}", page(**{name: {"size": broken}}), page(**{name: {"size": kept}}))
        for broken, kept in ((least - 0.27, least - 0.26), (most + 0.27, most + 0.26))
    ]
    return edges + [_styled(rule, name, face, right) for face, right in style.items()]


_WORDS = {
    ("bold", True): "kiểu chữ đậm", ("bold", False): "không in đậm",
    ("italic", True): "kiểu chữ nghiêng", ("italic", False): "kiểu chữ đứng",
}  # fmt: skip


def _styled(rule: str, name: str, face: str, right: bool) -> Edge:
    return (
        rule,
        _WORDS[face, right],
        page(**{name: {face: not right}}),
        page(**{name: {face: right}}),
    )


def seen_as(**blocks: Block | tuple[Block, ...]) -> Elements:
    """Elements that hold these and nothing else."""
    return Elements(**blocks)  # type: ignore[arg-type]
