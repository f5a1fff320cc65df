"""An app with jobs to try, for tests and for the processes that they start."""
