"""Cases against members: flags, their evidence, appeals and decisions.

What a flag does in the books is the core's matter (core/rules/holding.py); what a detector measures
is risk's. The nightly search that raises flags is composed above (staff/detection.py).
"""
