"""Whether the rules and the cases agree with independent copies of tables of the law."""
