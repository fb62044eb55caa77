"""Tests of the pages and of the shell around them."""
