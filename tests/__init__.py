"""The suite: mirrors the source tree."""
