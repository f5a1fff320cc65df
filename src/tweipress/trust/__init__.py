"""Trust, computed every night from likes, invitations and vouches, and committed by `grade`.

What trust is worth is the core's matter; nothing here moves a Twei. Only the process that computes
imports numpy and scipy: a site at rest does without them.
"""
