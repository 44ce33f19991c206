"""What is handed in is judged by its content, in children that may fall, before it is opened."""

from server.uploads.inspected import Inspected
from server.uploads.pool import inspect

__all__ = ["Inspected", "inspect"]
