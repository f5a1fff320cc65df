"""Ghost and WordPress, set up beside a Tweipress site on the same texts, and loaded in turn.

`python -m bench.sites` sets them up, in a folder of the user's cache, and says what it did and what
it skipped; `make bench` does so by itself. Nothing is installed into the system, and once they are
there, nothing is fetched again.
"""
