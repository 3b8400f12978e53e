"""Tests that rest on the hand-made cases."""
