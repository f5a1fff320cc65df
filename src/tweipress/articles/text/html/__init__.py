"""HTML of other systems to headings and blocks. No storage; what cannot be taken is counted.

nh3 parses and cleans, tree.py makes a tree of what it leaves, and the tree becomes the document of
the rich editor (text/rich/), which is read as if somebody had typed it.
"""
