"""A group of commands that are imported when called, or when help is asked for."""

import importlib
from collections.abc import Mapping
from typing import Any

import click


class Lazy(click.Group):
    """`names` says where each command lives: `module:attribute`."""

    def __init__(self, *args: Any, names: Mapping[str, str], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.names = names

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.names:
            return None
        module, _, attribute = self.names[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command
