"""What is done with several outgoing documents at once: drafts are submitted.

Signing, and the clerk's way from number to dispatch, open a key, and have pages of their own
(`outgoing.batch.many`); a check is answered for one by one (article 12).
"""

from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.steps import STEPS
from server.documents.several import Several, nothing

SEVERAL = Several(OutgoingDocument, OutgoingDocument.doc_type, STEPS, {"submit": nothing})
"""The drafter submits; a draft with a fault of layout stays, and says which."""
