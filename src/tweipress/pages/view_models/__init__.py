"""View models: frozen values that blocks fill and templates show.

Those that several modules use, or that are long, are here; others are in the module of their block.
"""
