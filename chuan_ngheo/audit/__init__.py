"""For auditors: what if, a second opinion, the journal, comparisons."""
