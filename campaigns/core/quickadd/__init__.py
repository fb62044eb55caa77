"""Quick add: one line of Chinese or English, read into an event or a rule, piece by piece."""
