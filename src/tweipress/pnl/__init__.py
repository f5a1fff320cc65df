"""Reports of profit and loss: buying them. They are kept in the books."""
