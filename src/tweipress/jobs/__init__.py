"""Jobs: work in the background that outlives whoever asked for it.

A job is a row: the name of a function and the ids that it is called with. It is added in the
caller's transaction, done by a process of its own, tried again when it fails or is killed, and in
the end shown to an operator.
"""
