"""The rulebook as pure functions: standard library only, no clock, no I/O, no Django.

What every act moves lives here; who stores it, serves it or shows it does not.
"""
