"""Views: find, form, operation, commit, redirect; or query, render."""
