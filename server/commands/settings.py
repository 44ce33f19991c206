"""The settings of a command; a wrong one is said in words."""

import click

from server.config import Settings, SettingsError, load


def settings() -> Settings:
    try:
        return load()
    except SettingsError as wrong:
        raise click.ClickException(str(wrong)) from None
