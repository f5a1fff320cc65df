"""The pages on which members change their comments, and read all texts that one has had."""
