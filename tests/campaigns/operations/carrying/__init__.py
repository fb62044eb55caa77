"""Tests of what a copy of a year carries over."""
