"""The programme of a plan: its figures, support already granted, and what both mean for people."""
