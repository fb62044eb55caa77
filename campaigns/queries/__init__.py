"""Every SELECT, as plain functions that take the session first."""
