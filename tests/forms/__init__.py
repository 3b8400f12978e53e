"""Tests of the workbook of form 3.1."""
