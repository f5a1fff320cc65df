"""What the books remember: one kind of record a file, each a named tuple that names its key.

A record is never changed in place: a rule answers with its successor. Money is no record: balances
belong to accounts (chart.py).
"""
