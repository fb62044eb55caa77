"""The trade: programmes, events, counts, deadlines and submissions; no web, calendar or PDF library."""
