"""Risk: detectors of automated reading, as pure statistics over readings that are handed in.

No database, no clock. Bounds are figures of the tariff. What a finding leads to is decided by
moderation and the books. A detector does not show that a human looked at the page: a program that
imitates a reader well enough passes.
"""
