"""The synthetic review list of Cần Thơ: only its totals are published, every household is invented.

``plans`` fixes how many households of each group there are and where they live; ``people`` draws
who lives together; ``deprivations`` draws of which indicators a household is deprived; ``dwelling``
and ``member_facts`` draw facts that give exactly these; ``unknowns`` then blanks answers.
"""
