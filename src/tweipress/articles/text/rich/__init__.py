"""The rich editor's documents: blocks to the JSON of its nodes, and back. No storage.

The names of nodes and marks are those of pages/static/pages/editor/schema.js.
"""
