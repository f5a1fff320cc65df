"""Articles: texts, drafts, revisions, publishing, edits and repeats.

What an article earns is in the books. The pages that show articles are in pages.
"""
