"""Rule files: what the check of rules finds in them, and the schemas for editors."""
