"""The cable between a tablet and the house: it can be pulled out, put back, and be a thin one."""

import contextlib
import socket
import time
from threading import Lock, Thread


class Cable:
    """What comes in at its own port goes on to the house, until it is cut.

    `a_second` bytes pass each way, over all that is open at once, 0 for as many as come; `carried`
    counts those of both ways, `came` those that reached the tablet.
    """

    def __init__(self, house: int) -> None:
        self.house = house
        self.port = 0
        self.a_second = 0
        self.carried = self.came = 0
        self._open: list[socket.socket] = []
        self._up, self._down = Lock(), Lock()
        self.mend()

    def mend(self) -> None:
        """In the wall again, at the same place."""
        self._ear = socket.create_server(("127.0.0.1", self.port))
        self.port = self._ear.getsockname()[1]
        Thread(target=self._let_in, args=(self._ear,), daemon=True).start()

    def cut(self) -> None:
        """Nothing goes through any more, and what was open is broken off."""
        for one in (self._ear, *self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def _let_in(self, ear: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                here = ear.accept()[0]
                there = socket.create_connection(("127.0.0.1", self.house))
                self._open += [here, there]
                for way in ((here, there, self._up), (there, here, self._down)):
                    Thread(target=self._carry, args=way, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, turn: Lock) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(1024 if self.a_second else 1 << 16):
                if self.a_second:
                    with turn:
                        time.sleep(len(data) / self.a_second)
                self.carried += len(data)
                self.came += len(data) if turn is self._down else 0
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
