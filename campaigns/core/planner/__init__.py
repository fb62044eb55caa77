"""Proposes when, where and with whom the events of a year are held: pure, seeded, without a clock."""
