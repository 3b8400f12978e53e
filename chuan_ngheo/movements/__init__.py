"""Movements of households between two years' lists, and the official tables 7.2 and 7.3.

``terms`` names lists, movements and columns; ``lists`` and ``reports_of_change`` check what is
given; ``entries`` tells relapse from new entry; ``pairing`` gives each household its movement;
``flows`` counts them by place; ``build.movements`` puts it together.
"""
