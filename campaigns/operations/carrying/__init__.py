"""What a copy of a year carries over, one kind of rows to a file."""
