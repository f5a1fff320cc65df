"""Adversaries as code: attackers and honest readers against a served site, over real HTTP.

`make farm` plays them all, prints what each tried, was paid, kept and was flagged for, and fails
when a bound is broken. An attacker is a file of `attackers/`; nothing here is part of the product.
"""
