"""`congso bench NAME`: one figure of speed beside its floor, measured here and now (DESIGN §8)."""

import json

import click

from server import bench as benches
from server.commands.inside import in_office
from server.commands.installing import prepare


@click.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")
@in_office
def bench(name: str, as_json: bool) -> None:
    """Đo một con số và cái sàn của nó trong cùng một lượt."""
    measure = benches.BENCHES.get(name)
    if measure is None:
        known = ", ".join(benches.BENCHES)
        raise click.BadArgumentUsage(f"không có phép đo {name}; hiện có {known}")
    prepare()
    figure = measure()
    click.echo(json.dumps(figure.as_dict(), ensure_ascii=False) if as_json else figure)
