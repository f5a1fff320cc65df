"""Figures: earnings, the statement of a period and its files, reports over time, readers."""
