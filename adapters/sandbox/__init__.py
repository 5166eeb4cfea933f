"""Vendor simulators: the small world in which the whole product runs without a key."""
