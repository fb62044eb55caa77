"""Tests of campaigns.queries."""
