"""Alembic scripts; one script serves both engines."""
