"""The API at /api/v1: the same books and the same decisions, for programs."""
