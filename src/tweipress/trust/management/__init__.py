"""The command of the nightly trust."""
