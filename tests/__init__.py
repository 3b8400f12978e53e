"""Tests of chuan_ngheo."""
