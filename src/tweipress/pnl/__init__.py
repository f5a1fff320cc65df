"""Profit-and-loss reports as members buy and read them. They are kept in the books."""
