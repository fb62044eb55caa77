"""The demand: what counts and rules ask of the planner."""
