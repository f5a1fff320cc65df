"""Solving puzzles in tests, as the page's script does."""

import json
import re
from html import unescape
from typing import Any

from altcha.v1 import Challenge, Payload, Solution, solve_challenge

ASKED = re.compile(r'data-puzzle="([^"]+)"')


def puzzle_in(response: Any) -> str:
    """Return the puzzle that a page asks for; empty if it asks for none."""
    found = ASKED.search(response.content.decode())
    return unescape(found[1]) if found else ""


def solved(challenge: str) -> Payload:
    """Return the solution of a puzzle."""
    it = json.loads(challenge)
    made = Challenge(it["algorithm"], it["challenge"], it["maxNumber"], it["salt"], it["signature"])
    found = solve_challenge(made)
    assert isinstance(found, Solution)
    return Payload(made.algorithm, made.challenge, found.number, made.salt, made.signature)


def solution(challenge: str) -> str:
    """Return the solution of a puzzle as a form sends it."""
    return solved(challenge).to_base64()
