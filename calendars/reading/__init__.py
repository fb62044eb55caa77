"""Somebody else's calendar file, read within limits: bytes in, closed spans out."""
