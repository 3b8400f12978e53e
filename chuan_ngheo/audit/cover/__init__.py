"""How much of the law the cases observe: thresholds, dates, values, facts and branches."""
