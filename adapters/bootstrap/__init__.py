"""The composition root: the only door to the adapters for api and workers."""
