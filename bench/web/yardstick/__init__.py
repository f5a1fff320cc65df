"""The yardstick: a plain Django page and an empty answer, by the same server as the product's.

It must never change, nor use anything of the product: bench/web/shipped.py holds the figures of a
former version as multiples of it, and that carries them to another machine. It has one worker with
one thread, so that nothing in it fights for Python's lock.
"""
