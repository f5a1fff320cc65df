"""The attackers, a file for each family; `play.py` lists them."""
