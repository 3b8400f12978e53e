"""Rule sets: rule files read, checked and turned into frozen, typed rules."""
