"""The farm: attackers and honest readers against a served site, over real HTTP.

`make farm` runs them all, prints what each tried, was paid, kept and was flagged for, and fails
if a bound is broken. An attacker is a file of `attackers/`. `rules/` and `population/` play on the
rules alone, without a site. Nothing here is part of the product.
"""
