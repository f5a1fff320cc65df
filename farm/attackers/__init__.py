"""The attackers, a file for each family of them; `play.py` lists them."""
