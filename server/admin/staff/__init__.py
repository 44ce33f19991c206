"""People, their posts and mandates: given by two hands, ended on a day (DOMAIN §2, §3; SOD-04)."""
