"""Tests of the rules of series."""
