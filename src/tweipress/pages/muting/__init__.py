"""The page of the members whom one has muted or blocked, and the forms about one of them."""
