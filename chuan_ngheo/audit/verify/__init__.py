"""Re-derive recorded decisions with an independent engine, and report every difference."""
