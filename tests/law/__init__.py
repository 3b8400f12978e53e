"""Independent copies of tables of the law, and whether the rules and the cases agree with them."""
