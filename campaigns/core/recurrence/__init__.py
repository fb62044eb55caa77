"""Rules of series: what a planner says, its text, its dates, their fate on holidays, and what a change would do."""
