"""Articles: what they say, their drafts and revisions, the writers' pages, publishing and import.

What an article earns lives in the books; the page readers see lives in pages.
"""
