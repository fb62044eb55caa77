"""The product in a real browser: whole stories, clicks, weights, keyboard, and what a machine can see of access."""
