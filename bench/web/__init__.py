"""A served site under load over real HTTP: its content, its servers, and its callers.

Callers are a process of their own (load.py), so that they wait and count outside the site. They
still share the machine's two cores with it.
"""
