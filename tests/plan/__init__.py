"""Plan 132/KH-UBND of Cần Thơ, by hand from its text."""
