"""What a year still needs: required counts and planning rules become the tasks that the planner places."""
