"""Reading somebody else's calendar file."""
