"""Tests on surveys that were not made for this project."""
