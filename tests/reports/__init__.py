"""Tests of reports: documents as their readers meet them."""
