"""The whole site as plain files that anybody can read, and an empty site made of them again.

Rows and uploads are copied as `backup` does it; here is known what a reader of the files should
find where, and what is nobody's business. docs/export.md describes the files.
"""
