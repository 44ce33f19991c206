"""Who may do what: the doors of a key on its signer's own machine, pages' and programs'."""

from tests.matrix.acts import Act

ECDSA = {"mechanism": "ecdsa"}
TYPED = ECDSA | {"version": "1"}
EXTRACT = "extract_electronically"
COPIED = {"incoming": ("copy_electronically", EXTRACT), "outgoing": (EXTRACT,)}
MINUTED = ("sign_minutes", "sign_supplement")
V1 = "POST /api/v1"


def paper_doors(read: Act) -> dict[str, Act]:
    """Who signs begins; whoever reads may knock to give back, and gives back only his own."""
    signs = {
        "POST /outgoing/<id>/agent/<step>": Act("minh", TYPED),
        "POST /meetings/<id>/agent/<step>": Act("tuan minh", TYPED),
        "POST /outgoing/<id>/agent/copy/<copy>": Act("lan lien", ECDSA | {"parts": "1"}),
        "POST /incoming/<id>/agent/copy/<copy>": Act("lan lien", ECDSA),
        f"{V1}/outgoing/<id>/agent/sign": Act("minh", ECDSA),
        f"{V1}/outgoing/<id>/agent/seal": Act("lan lien", ECDSA),
        **{f"{V1}/meetings/<id>/agent/{step}": Act("tuan minh", ECDSA) for step in MINUTED},
    }
    copies = {
        f"{V1}/{kind}/<id>/agent/copy/{copy}": Act("lan lien", ECDSA)
        for kind, forms in COPIED.items()
        for copy in forms
    }
    of = ("outgoing/<id>/agent", "meetings/<id>/agent", *(f"{k}/<id>/agent/copy" for k in COPIED))
    backs = {f"POST {at}/{one}/give-back": read for one in of for at in ("", "/api/v1")}
    return signs | copies | backs


def house_doors(
    everybody: frozenset[str],
    signers: frozenset[str],
    clerks: frozenset[str],
    readers: frozenset[str],
) -> dict[str, frozenset[str]]:
    """Of a batch, and of a volume that is not there: whoever reads books is told so."""
    batch, volume = f"{V1}/outgoing/batch/agent", f"{V1}/registers/volumes/<id>/agent"
    return {
        f"{batch}/sign": signers,
        f"{batch}/seal": clerks,
        f"{batch}/give-back": everybody,
        **{f"{volume}/{step}": readers for step in ("sign", "seal", "give-back")},
    }
