"""A second, independent reading of Decree 07/2021/NĐ-CP, to judge the package by.

It is written from the decree and the forms of Circular 07/2021/TT-BLĐTBXH, as amended by
02/2022, and shares no code with ``chuan_ngheo``.
"""
