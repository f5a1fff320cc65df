"""The single writer of the books: its batches, its election, its calendar, its metrics."""
