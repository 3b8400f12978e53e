"""Proofs about a rule set: over all abstract states, not over examples."""
