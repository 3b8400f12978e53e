"""Tests of the programme of a plan."""
