"""Tweipress, a news platform whose readers, commenters and authors are paid and pay in Twei.

Here lives the version and nothing else; ARCHITECTURE.md says which package holds what.
"""

__version__ = "0.1.0"
