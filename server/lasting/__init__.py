"""The room of long life: sealed files are brought to their full level and stamped again in time."""

from flask import Flask

from server.lasting import pages, rounds  # noqa: F401  (its rounds stand in the rota once imported)


def install(app: Flask) -> None:
    app.register_blueprint(pages.room)
