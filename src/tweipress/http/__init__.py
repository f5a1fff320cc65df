"""Requests and answers: refusals as statuses, blocks for htmx, limits, puzzles. No rules here."""
