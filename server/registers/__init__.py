"""The register floor: books of numbers without gaps or doubles."""

from server.registers.services import take_number

__all__ = ["take_number"]
