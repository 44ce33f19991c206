"""Keys of the cast that are no files of the demo: registered as an administrator would."""

import base64
import datetime as dt
import json
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from server.admin.keys import registering as keys
from server.admin.keys.registering import NewKey
from server.database import db
from server.demo.cast import PIN
from server.documents.outgoing.signatures import two_phases
from server.documents.outgoing.signatures.signing import OUTGOING
from server.org.models import Agency, Person
from server.papers.services import Ref
from signing.agent.token import Token
from tests.cast import Cast
from tests.office.outcome import id_of

MINH, HUYEN = "Lê Văn Minh", "Ủy ban nhân dân huyện Hoằng Hóa"


def pem_of(address: str) -> str:
    """The certificate that the demo authority issued beside a key."""
    path = Path(address.partition(":")[2])
    return (path.parent / "issued" / f"{path.stem}.pem").read_text()


def demo_key(cast: Cast, whose: str = "minh") -> str:
    """Where the demo's own key of somebody lies; "huyen" is the agency's."""
    if whose == "huyen":
        return db.session.get_one(Agency, cast.lan.actor.agency_id).seal
    return db.session.get_one(Person, getattr(cast, whose).actor.person_id).seal


def on_own_machine(cast: Cast, whose: str = "minh") -> Token:
    """The same key, now on a token at its owner's desk: the server knows the certificate alone."""
    address = demo_key(cast, whose)
    new = NewKey(kind="agent", certificate=pem_of(address))
    if whose == "huyen":
        keys.register_agencys(cast.kien.actor, cast.lan.actor.agency_id, new)
    else:
        keys.register_persons(cast.kien.actor, getattr(cast, whose).account, new)
    return Token.at(address)


def begun(hand, path: str, step: str = "sign", mechanism: str = "ecdsa") -> two_phases.Asked:
    return two_phases.begin(
        OUTGOING, hand.actor, Ref(id_of(path), seen(hand, path)), step, mechanism
    )


def seen(hand, path: str) -> int:
    return hand.sees(path)["version"]


def answered(token: Token, asked: two_phases.Asked, pin: str = PIN) -> str:
    """What the page sends on from the agent."""
    made = token.sign(list(asked.attributes), pin)
    values = [base64.b64encode(one).decode() for one in made]
    return json.dumps({"claim": asked.claim, "signatures": values})


def made_by_itself(name: str) -> str:
    """A certificate that anybody can make in anybody's name, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    whose = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    moment = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder(whose, whose, key.public_key(), x509.random_serial_number())
    made = builder.not_valid_before(moment).not_valid_after(moment + dt.timedelta(days=1))
    return made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()
