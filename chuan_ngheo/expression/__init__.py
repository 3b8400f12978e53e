"""Conditions of rules: parsed once, checked against the vocabulary, kept as typed nodes."""
