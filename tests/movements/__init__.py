"""Tests of movements between two lists, and of tables 7.2 and 7.3."""
