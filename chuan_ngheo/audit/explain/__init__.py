"""The decision on one household as a document that a court can follow, step by step."""
