"""The doors of habits: groups of recipients, for all who draft and for those who keep them."""

from tests.matrix.of_the_week import EVERYBODY

USERS = EVERYBODY - {"mai", "thu", "tech", "son", "kien", "yen"}
"""Who drafts or keeps the agency's papers."""

DOORS = {
    "GET /groups": USERS,
    "GET /groups/new": USERS,
    "POST /groups/new": USERS,
    "GET /groups/<row_id>": USERS,
    "POST /groups/<row_id>": USERS,
    "GET /groups/<row_id>/drop": USERS,
    "POST /groups/<row_id>/drop": USERS,
    "GET /api/v1/groups": USERS,
    "POST /api/v1/groups": USERS,
    "POST /api/v1/groups/<row_id>/actions/change": USERS,
    "POST /api/v1/groups/<row_id>/actions/drop": USERS,
}
