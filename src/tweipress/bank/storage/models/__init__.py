"""The schema of the books. Only the teller writes these tables, in plain SQL (batch.py, world.py).

There are no foreign keys: the audit checks sums and references. Triggers make entries and postings
append-only. The tables of records mirror tweipress.core.records field by field.
"""
