"""Tests of the preset files and their checks."""
