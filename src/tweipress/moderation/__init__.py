"""Flags on members, appeals and decisions as people see them, and the search that raises them.

What a flag does is the core's matter (core/holding.py), what a rule measures is risk's.
"""
