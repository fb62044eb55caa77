"""The API: JSON under /api/v1, described by its own OpenAPI document and used by our own calendar."""
