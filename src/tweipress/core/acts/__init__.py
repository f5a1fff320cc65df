"""Every act that can happen to the books, one file each; importing this package registers them all.

rulebook.py judges them. An act is added by adding its file to a family: no list names it.
"""

from importlib import import_module
from pkgutil import walk_packages

for _module in walk_packages(__path__, f"{__name__}."):
    import_module(_module.name)
