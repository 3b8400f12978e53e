"""A synthetic workbook of form 3.1, filled in: no person and no household in it is real."""
