"""The hand-made cases: their files, and whether a decision is as the law gives it."""
