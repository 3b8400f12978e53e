"""The synthetic review list of Cần Thơ a year later: the end of 2022, with what changed since.

``assumptions`` says how many households go which way; ``fates`` draws which, so that the published
totals come out; ``ageing`` makes the people a year older; ``families`` lets members be born, die,
come and go, and households split and merge; ``answers`` changes answers until a household has the
class that it is to have; ``review_list`` puts the tables together.
"""
