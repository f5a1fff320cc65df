"""Reviews before publication: asking, withdrawing, judging, and how reviews stand.

Texts are in articles. Who is drawn, who may decide and what moves is in the rules
(core/rules/reviewing.py). Pages show both.
"""
