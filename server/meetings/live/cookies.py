"""What a telephone or a screen of the room carries along: as safe as the session's own cookie."""

from flask import Response, current_app


def keep(answer: Response, name: str, value: str, seconds: int) -> None:
    """No script reads it, no other site sends it, and with HTTPS nothing else carries it."""
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
