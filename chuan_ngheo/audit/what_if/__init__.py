"""What would have changed a decision, and what to ask to come to one."""
