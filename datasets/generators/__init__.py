"""Programs that generate data sets: seeded, so that each run gives the same files."""
