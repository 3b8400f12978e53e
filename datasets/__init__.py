"""Data sets of the project and the programs that generate them."""
