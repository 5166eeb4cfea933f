"""The support desk on Intercom (vendors/intercom.md)."""
