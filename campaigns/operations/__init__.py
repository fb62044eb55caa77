"""Every write, as verbs a planner would say; they flush and never commit."""
