"""The site's side of the web server: whole requests for Django's threads, however slow the client.

Granian reads heads and writes answers outside Python. A body is read here, on the event loop,
and only a request that has come whole gets a thread (adr/0037-slow-bodies-hold-no-thread.md).
"""
