"""Words for people: the sentences of refusals, how figures are written, and translations."""
