"""`congso demo`: a district with its people and papers, as small or as large as one likes."""

import click

from server.clock import as_if
from server.commands.inside import in_office
from server.commands.installing import prepare
from server.demo import loader, loader_bulk, two_tier

WORLDS = ("hoang-hoa-2023", "two-tier-2025")


@click.command()
@click.option("--world", type=click.Choice(WORLDS), default=WORLDS[0])
@click.option("--documents", type=click.IntRange(min=1), help="Thêm bấy nhiêu văn bản cũ.")
@click.option("--seed", type=int, help="Mầm của số ngẫu nhiên; cùng mầm thì cùng văn bản.")
@in_office
def demo(world: str, documents: int | None, seed: int | None) -> None:
    """Đổ dữ liệu dùng thử vào một cài đặt."""
    prepare()
    if world == WORLDS[1] and not loader.is_loaded():
        with as_if(two_tier.eve()):
            fill()
    else:
        fill()
    if documents:
        _heap(documents, seed)
    if world == WORLDS[1]:
        _reorganise()
    click.echo("✓ đã có dữ liệu dùng thử")


def fill() -> None:
    """The district's people and this year's papers, where they are wanting."""
    if not loader.is_loaded():
        click.echo("… thêm huyện Hoằng Hóa, người, khóa ký và một năm văn bản", err=True)
    loader.load()


def _reorganise() -> None:
    """The same district, after the midnight at which it ended (DOMAIN §2.5)."""
    if not two_tier.is_reorganised():
        click.echo("… sắp xếp: kết thúc cấp huyện, lập năm xã mới, bàn giao việc", err=True)
    plan = two_tier.reorganise()
    if plan.took_effect_at is None:
        day = f"{plan.effective_on:%d/%m/%Y}"
        click.echo(f"… phương án đã duyệt, tự thực hiện lúc 0 giờ ngày {day}", err=True)


def _heap(documents: int, seed: int | None) -> None:
    """Old papers by the heap, with a line that says how far it is; broken off, it goes on."""
    click.echo(f"… thêm {documents} văn bản của các năm trước", err=True)

    def tell(done: int) -> None:
        click.echo(f"\r… {done} / {documents}", nl=done == documents, err=True)

    loader_bulk.load_bulk(documents, seed, tell)
