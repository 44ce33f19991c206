"""The body of a request that is too large for memory lies on the disk while it is answered."""

from flask import g, request

from server.files import Body

LAID = "laid_body"
"""On `g`: where whoever takes it has laid it."""


def lay(body: Body) -> None:
    """From now on it is read there."""
    setattr(g, LAID, body)


def whole_body() -> Body:
    """What came, byte for byte."""
    laid: Body | None = g.get(LAID)
    return request.get_data() if laid is None else laid
