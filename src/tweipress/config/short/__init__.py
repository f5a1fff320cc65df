"""The short way: ordinary forms of signed-in members, past what Django does around every request.

It decides nothing by itself: what is refused, or is unusual in any way, goes the long way before
anything is done or counted. The views, and all that they ask, are the same on both ways.
"""
