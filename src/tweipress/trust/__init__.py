"""Trust, computed every night from likes, invitations and vouches, and committed by `grade`.

The core decides what trust is worth; nothing here moves a Twei. Only the process that computes
trust imports numpy and scipy: the site itself does without them.
"""
