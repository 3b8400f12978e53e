"""Compare two readings of households: two rule sets, rulings, dates, or two years' data."""
