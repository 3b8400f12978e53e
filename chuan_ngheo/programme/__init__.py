"""The programme of a plan: support already granted, and what it means for a household."""
