"""What auditors ask for: what if, a second opinion, the journal, comparisons, proofs."""
