"""The drill of PEERS §4 row 7: three servers exchange letters over a line that is bad.

    .venv/bin/python -m tests.drill_bad_line [LETTERS] [HOME] [--cut S] [--seed N] [--postgresql]

Hoằng Hóa's server sends LETTERS letters (1000), half of them to each of two neighbours, which
answer each. Of a hundred requests fifteen never arrive and of fifteen the answer is lost; twenty
come a second time, now at once, now up to five seconds late; each server is killed with −9 once;
then all lines are cut for S seconds (600) and are good from there on. In the end each neighbour has
each of its letters once, each judged once, and Hoằng Hóa every answer; how long that took since the
lines were good is told.
"""

import contextlib
import http.client
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click

from server.app import create_app
from server.config import Settings
from server.database import db
from tests import drill_scans, services
from tests.drill_exchange import FIRST, PORTS, Office, answered, begin, came, judged, unjudged
from tests.office.exchange.copies import COPY, NEIGHBOUR, OURS, queue

LETTERS, CUT = 1000, 600
THERE = {"north": "H58.12", "south": "H60.12"}
LATE = 5.0


@dataclass(slots=True)
class Weather:
    """What the lines do to a request; `bad` until they are mended, `cut` while nothing passes."""

    dice: random.Random
    bad: bool = True
    cut: bool = False
    seen: dict[str, int] = field(default_factory=dict)

    def happens(self, what: str, of_a_hundred: int) -> bool:
        happens = self.bad and self.dice.randrange(100) < of_a_hundred
        if happens:
            self.seen[what] = self.seen.get(what, 0) + 1
        return happens


class Line(ThreadingHTTPServer):
    """A port that passes on to another one, as the weather is."""

    daemon_threads = True

    def __init__(self, to: int, weather: Weather) -> None:
        self.to, self.weather = to, weather
        super().__init__(("127.0.0.1", 0), Passing)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Passing(BaseHTTPRequestHandler):
    server: Line

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        weather = self.server.weather
        self.close_connection = True
        if weather.cut or weather.happens("lost on the way", 15):
            return
        with contextlib.suppress(OSError, http.client.HTTPException):  # its server was killed
            status, said = self._passed_on(body)
            if weather.happens("came twice", 20):
                status, said = self._again(body) or (status, said)
            if not weather.cut and not weather.happens("answer lost", 15):
                self.send_response(status)
                self.end_headers()
                self.wfile.write(said)

    def _again(self, body: bytes) -> tuple[int, bytes] | None:
        """At once, so that the second answer is the one that is heard, or late, unheard."""
        late = self.server.weather.dice.uniform(0, LATE)
        if late < LATE / 2:
            return self._passed_on(body)
        threading.Timer(late, self._unheard, (body,)).start()
        return None

    def _unheard(self, body: bytes) -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            self._passed_on(body)

    def _passed_on(self, body: bytes) -> tuple[int, bytes]:
        line = http.client.HTTPConnection("127.0.0.1", self.server.to, timeout=60)
        with contextlib.closing(line):
            line.request("POST", self.path, body, dict(self.headers))
            answer = line.getresponse()
            return answer.status, answer.read()

    def log_message(self, *_said: Any) -> None:
        """A drill says what it has to say at its end."""


@contextlib.contextmanager
def lines(weather: Weather, *to: int) -> Iterator[list[str]]:
    """Lines to these ports; their addresses."""
    opened = [Line(port, weather) for port in to]
    for one in opened:
        threading.Thread(target=one.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield [one.address for one in opened]
    finally:
        for one in opened:
            one.shutdown()
            one.server_close()


def send(settings: Settings, letters: int) -> None:
    """Half of the letters wait for each neighbour."""
    app, half = create_app(settings), letters // 2
    with app.app_context(), app.test_request_context():
        for n, organ in enumerate(THERE.values()):
            there = replace(NEIGHBOUR, organ_id=organ)
            queue(range(FIRST + n * half, FIRST + (n + 1) * half), to=there)
        db.session.remove()
        db.engine.dispose()


@click.command()
@click.argument("letters", default=LETTERS)
@click.argument("home", type=click.Path(path_type=Path), default=None, required=False)
@click.option("--cut", default=CUT, help="Seconds for which nothing passes.")
@click.option("--seed", default=7, help="Of what the lines do.")
@click.option("--postgresql", is_flag=True, help="Each office in a database of its own there.")
def main(letters: int, home: Path | None, *, cut: int, seed: int, postgresql: bool) -> None:
    home, letters = home or Path(tempfile.mkdtemp(prefix="congso-drill-")), letters // 2 * 2
    weather = Weather(random.Random(seed))
    with services.postgres() if postgresql else contextlib.nullcontext("") as server:
        sound = exchanged(begin(home, server, THERE), letters, weather, cut)
    click.echo(str(home))
    sys.exit(not sound)


def exchanged(made: tuple[Settings, ...], letters: int, weather: Weather, cut: int) -> bool:
    send(made[0], letters)
    ports = [PORTS[0] + n for n in range(len(made))]
    with lines(weather, *ports) as (home, *away):
        ways = [{f"{organ}*": at for organ, at in zip(THERE.values(), away, strict=True)}]
        ways += [{f"{OURS}*": home} for _one in away]
        houses = [Office(*one) for one in zip(made, ports, ways, strict=True)]
        try:
            seconds = through(houses, letters, weather, cut)
        finally:
            for one in houses:
                one.leave()
        return told(houses, letters, weather, seconds)


def through(houses: list[Office], letters: int, weather: Weather, cut: int) -> tuple[float, float]:
    """Seconds until the lines were good, and from there until every answer was there."""
    ours, *there = houses
    began, half = time.monotonic(), letters // 2
    for house, part in zip((*there, ours), (4, 3, 2), strict=True):
        _until_came(there, letters // part)
        house.falls()
        house.rises()
    _until_came(there, half + letters // 10)
    weather.cut = True
    time.sleep(cut)
    weather.bad = weather.cut = False
    healed = time.monotonic()
    drill_scans.until(lambda: answered(ours) >= letters, "every letter was answered")
    drill_scans.until(lambda: not any(map(unjudged, there)), "every letter was judged")
    return healed - began, time.monotonic() - healed


def _until_came(there: list[Office], letters: int) -> None:
    drill_scans.until(lambda: sum(len(came(one)) for one in there) >= letters, f"{letters} came")


def told(houses: list[Office], sent: int, weather: Weather, seconds: tuple[float, float]) -> bool:
    """What stands in the books; whether it is all there, and once."""
    ours, *there = houses
    click.echo(f"the lines: {weather.seen}")
    click.echo(f"{seconds[0]:.0f} s; {seconds[1]:.0f} s after the lines were good all was there")
    sound = answered(ours) == sent
    for n, house in enumerate(there):
        arrived, verdicts = came(house), judged(house)
        click.echo(f"{len(arrived)} came, {len(verdicts)} judged, {arrived.total()} in the books")
        first = FIRST + n * sent // 2
        once = {COPY.format(number): 1 for number in range(first, first + sent // 2)}
        sound = sound and arrived == once and verdicts == once
    click.echo(f"{answered(ours)} of {sent} answered: {'sound' if sound else 'NOT SOUND'}")
    return sound


if __name__ == "__main__":
    main()
