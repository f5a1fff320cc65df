"""Comments as people write and see them. Their money, votes and settlement are the bank's."""
