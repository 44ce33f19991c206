"""What a paper that gets a number has of its book: its line, and the number as the log keeps it."""

from server.registers.lines import Key, given, line_is_open


class Numbered:
    """Told by `line` alone, which each kind of paper says for itself."""

    @property
    def line(self) -> Key:
        """Its line in the register, once it has a number."""
        raise AttributeError("each room says which book its papers are entered in")

    @property
    def line_is_open(self) -> bool:
        return line_is_open(self.line)

    @property
    def number_given(self) -> str | None:
        return given(self.line)
