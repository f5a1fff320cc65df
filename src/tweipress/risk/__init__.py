"""How people read, in numbers: what tells an account, or a group of them, from readers.

Pure statistics over readings that are handed in; no reads, no writes, no clock. Bounds are figures
of the tariff; what a finding leads to is the flags app's matter, and the books'. It does not show
that a human looked: whoever imitates a reader well enough passes, and this says so.
"""
