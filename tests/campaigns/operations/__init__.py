"""Tests of campaigns.operations."""
