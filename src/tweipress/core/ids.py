"""The types of ids: numbers and names that must not be taken for each other.

A number that comes from outside becomes one of these at the edge, once.
"""

from typing import Final, NewType

MemberId = NewType("MemberId", int)
ArticleId = NewType("ArticleId", int)
CommentId = NewType("CommentId", int)
FlagId = NewType("FlagId", int)
SessionId = NewType("SessionId", str)
ReportId = NewType("ReportId", str)

NOBODY: Final = MemberId(0)
CONSOLE: Final = NOBODY
"""The person at the server: commands act as the console, the site never does."""
NO_ARTICLE: Final = ArticleId(0)
LAST_ARTICLE: Final = ArticleId(2**63 - 1)
"""No article has a higher number: what the databases can hold."""
