"""HTTP, the clock, the settings and the command line."""
