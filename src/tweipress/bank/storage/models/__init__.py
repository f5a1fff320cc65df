"""The schema of the books. The teller alone writes these tables, in plain SQL (batch.py, world.py).

No foreign keys: sums and links are checked by the audit. Entries and postings are append-only by
trigger. The tables of records mirror tweipress.core.records field by field.
"""
