"""A time stamp (RFC 3161) as its token says it: who, under which policy, when, how exactly."""

import datetime as dt
from dataclasses import dataclass

from asn1crypto import cms, tsp

from signing.evidence.certificates import name_of

OF_SIGNATURE = "signature_time_stamp_token"


@dataclass(frozen=True, slots=True)
class Stamp:
    """`field`: the archive stamp's own field; empty for the one inside a signature."""

    field: str
    authority: str
    policy: str
    serial: str
    at: dt.datetime
    accuracy: str
    digest: str
    certificate_sha256: str


def stamp_inside(signer: cms.SignerInfo) -> Stamp | None:
    """The stamp of the signature itself: the only time it carries that is not its signer's word."""
    for attribute in signer["unsigned_attrs"] or ():
        if attribute["type"].native == OF_SIGNATURE:
            return stamp_of(attribute["values"][0]["content"])
    return None


def stamp_of(signed: cms.SignedData, field: str = "") -> Stamp:
    """What is written in a token."""
    info: tsp.TSTInfo = signed["encap_content_info"]["content"].parsed
    certificates = [one.chosen for one in signed["certificates"]]
    mine = signed["signer_infos"][0]["sid"]
    by = next((one for one in certificates if _is_named(one, mine)), None)
    return Stamp(
        field=field,
        authority=name_of(by.subject) if by else "",
        policy=info["policy"].dotted,
        serial=f"{info['serial_number'].native:X}",
        at=info["gen_time"].native,
        accuracy=_accuracy(info["accuracy"]),
        digest=info["message_imprint"]["hash_algorithm"]["algorithm"].native,
        certificate_sha256=by.sha256.hex() if by else "",
    )


def _is_named(certificate: cms.Certificate, signer: cms.SignerIdentifier) -> bool:
    if signer.name != "issuer_and_serial_number":
        return bool(certificate.key_identifier == signer.chosen.native)
    serial = signer.chosen["serial_number"].native
    return bool(certificate.serial_number == serial)


def _accuracy(said: tsp.Accuracy) -> str:
    """`±1 s`, `±500 ms`; empty where the authority promises nothing."""
    parts = said.native or {}
    units = (("seconds", "s"), ("millis", "ms"), ("micros", "µs"))
    told = [f"{parts[name]} {unit}" for name, unit in units if parts.get(name)]
    return "±" + " ".join(told) if told else ""
