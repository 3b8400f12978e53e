"""The same indicators and classes, written by hand for other tools.

Each module is written from the decree, takes one review date for the whole population, and
gives ``household_id``, ``class`` and the twelve indicators at the default rulings.
"""
