"""A synthetic population of any size, drawn block by block from one seed."""
