"""The exchange room: edXML in and out between agencies, carried after the act (DOMAIN §8)."""
