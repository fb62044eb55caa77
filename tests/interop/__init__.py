"""What foreign programs make of our files."""
