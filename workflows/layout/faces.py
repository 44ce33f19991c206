"""How a block should look, asked in one way of every element of the tables 6.2 and 6.3."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflows.layout.described import Block
from workflows.layout.verdicts import Fault

NEAR = 0.26
"""Points by which a program may round a size: 13 is drawn as 12.96 or 13.2."""


@dataclass(frozen=True, slots=True)
class Look:
    """Case (`upper`, `lower` or any), sizes from and to, and style."""

    case: str
    sizes: tuple[float, float]
    bold: bool = False
    italic: bool = False


def looks(block: Block, name: str, look: Look) -> Iterator[Fault]:
    """What is not as it should be, each in one sentence; empty blocks look like nothing."""
    if not block.text:
        return
    if look.case == "upper" and not block.is_upper:
        yield Fault(f"{name} trình bày bằng chữ in hoa.", block)
    if look.case == "lower" and block.is_upper and len(block.text) > 3:
        yield Fault(f"{name} trình bày bằng chữ in thường.", block)
    low, high = look.sizes
    if not low - NEAR <= block.size <= high + NEAR:
        size = f"{low:g}" if low == high else f"từ {low:g} đến {high:g}"
        yield Fault(f"{name} có cỡ chữ {size}; đang là {block.size:g}.", block)
    yield from _style(block, name, look)


def _style(block: Block, name: str, look: Look) -> Iterator[Fault]:
    if look.bold and not block.bold:
        yield Fault(f"{name} trình bày kiểu chữ đậm.", block)
    if not look.bold and block.bold:
        yield Fault(f"{name} không in đậm.", block)
    if look.italic and not block.italic:
        yield Fault(f"{name} trình bày kiểu chữ nghiêng.", block)
    if not look.italic and block.italic:
        yield Fault(f"{name} trình bày kiểu chữ đứng.", block)
