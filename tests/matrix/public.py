"""The doors that stand open to whoever comes by."""

PUBLIC = frozenset(
    """
    GET /healthz · GET /readyz · GET /metrics · GET /static/<filename> · GET /login · POST /login
    GET /login/second · POST /login/second · GET /login/password · POST /login/password
    GET /first · POST /first
    GET /login/factor · POST /login/factor · GET /login/on · GET /login/still
    POST /login/passkey · POST /login/passkey/options
    GET /login/oidc · GET /login/oidc/back · GET /login/oidc/out
    GET /calendar/<secret>.ics
    GET /calendar/<secret>/week.ics
    GET /notices/stop/<secret> · POST /notices/stop/<secret>
    GET /verify · GET /verify/<public_id> · GET /verify/<public_id>/statement · POST /verify
    GET /verify/<public_id>/proof
    POST /logout · POST /language
    GET /projector · GET /projector/state · GET /projector/qr · GET /meetings/<id>/here/<code>
    GET /projector/files/<kind>/<id>
    GET /api/v1/openapi.json · GET /api/v1/ledger/checkpoint · POST /witness/<code>/add-checkpoint
    """.replace("\n", "·").split("·")
)
"""For whoever comes by."""
