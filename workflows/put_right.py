"""What the law asks where the secretary puts attendance right afterwards (DOMAIN §10.6)."""

from workflows.sitting import MeetingFacts, Sitting


def hour_is_the_secretarys(meeting: MeetingFacts, act: Sitting) -> bool:
    """Whoever comes or goes does so now; an hour that is past is written down by the secretary."""
    return not act.names_an_hour or act.person_id in meeting.secretaries


def hour_fits(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Since its check-in was opened, since he came, and not ahead."""
    return not act.hour_is_wrong


def did_nothing_since(_meeting: MeetingFacts, act: Sitting) -> bool:
    """What he did in the room stands, so from then on he was there."""
    return not act.acted_since


def has_signed_in(_meeting: MeetingFacts, act: Sitting) -> bool:
    """There is a sign-in to take back."""
    return act.was_there
