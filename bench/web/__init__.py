"""A served site under load over real HTTP: what lies in it, its servers, and its callers.

Callers are a process of their own (load.py), so that they wait and count beside the site and not
inside it; on two cores they take their share of the machine all the same.
"""
