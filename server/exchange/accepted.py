"""What the door answers of an envelope that it took: known before the act is over."""

from typing import Literal

from pydantic import BaseModel

from server import repeats

STATUS = 202


class Accepted(BaseModel):
    """The envelope was taken; its answer comes as a status message."""

    message_id: str
    status: Literal["accepted"] = "accepted"


def remember(message_id: str) -> None:
    """The key of this request beside what it does, and what is answered; a step."""
    answer = Accepted(message_id=message_id).model_dump_json(by_alias=True)
    repeats.remember("edxml", 0, answer, STATUS)
