"""The doors of the weekly schedule: who reads it, who writes it, who arranges it (DOMAIN §11.5)."""

EVERYBODY = frozenset(
    [
        "lan",
        "lien",
        "minh",
        "binh",
        "tuan",
        "hoa",
        "nam",
        "mai",
        "thu",
        "tech",
        "tckh",
        "cv_tckh",
        "dao",
        "anh",
        "cv_xa",
        "desk",
        "son",
        "kien",
        "yen",
    ]
)
ARRANGE = frozenset(["lan", "lien", "dao", "tuan"])
PROPOSE = ARRANGE | set(["minh", "binh", "hoa", "nam", "tckh", "cv_tckh", "anh", "cv_xa", "desk"])
LEAD = frozenset(["minh", "binh", "anh"])

DOORS = {
    "GET /schedule": EVERYBODY,
    "GET /schedule/sheet.pdf": EVERYBODY - {"yen"},
    "GET /schedule/weeks/<row_id>": EVERYBODY,
    "GET /schedule/new": PROPOSE,
    "POST /schedule/new": PROPOSE,
    "GET /schedule/entries/<row_id>/change": EVERYBODY,
    "POST /schedule/entries/<row_id>/change": EVERYBODY,
    "POST /schedule/entries/<row_id>/<on_entry>": EVERYBODY,
    "POST /schedule/week/<on_week>": LEAD,
    "GET /schedule/shared": ARRANGE,
    "POST /schedule/shared": ARRANGE,
    "GET /api/v1/schedules/week": EVERYBODY,
    "POST /api/v1/schedules/entries": PROPOSE,
}
"""An entry that is nobody's is not there for anybody."""
