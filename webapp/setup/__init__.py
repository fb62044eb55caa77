"""The set-up steps that need the virtual environment; ``./manage`` decides when each must run."""
