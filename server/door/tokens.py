"""What a bearer token is made for: a scope narrows it, whoever's it is (DESIGN §11.3)."""

READ, GATEWAY = "read", "gateway"
"""One only reads, the other only hands in at the gateway: of every sender, or of those named behind
it (`gateway:H56,H57.*`)."""


def is_gateway(scope: str) -> bool:
    return scope.partition(":")[0] == GATEWAY


def organs_of(scope: str) -> list[str]:
    """Whose envelopes a token may hand in: organ ids, or beginnings and a star."""
    return organs_named(scope.partition(":")[2] if is_gateway(scope) else "") or ["*"]


def organs_named(said: str) -> list[str]:
    """Organ ids as they are kept, of a text that parts them by commas."""
    return [one.strip().upper() for one in said.split(",") if one.strip()]
