"""Comments: their texts. Their money, votes and settlement are in the books."""
