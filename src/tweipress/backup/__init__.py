"""Whole sites on the move: backup, restore, and the way from SQLite to PostgreSQL.

A copy is rows and files as they are: no act, no price and no table's meaning is known here. What
has to be known of the books is asked of the bank, what of the texts, of the apps' actions.
"""
