"""Words for people, made at the edge: the sentences of refusals, and how figures are written."""
