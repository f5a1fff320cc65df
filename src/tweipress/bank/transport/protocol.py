"""The protocol on the teller's unix socket: one JSON object a line."""

import json
from typing import Any

from tweipress.bank.teller import metrics
from tweipress.bank.teller.ticket import Answer, Receipt
from tweipress.core.refusals import Refusal
from tweipress.core.state.codec import from_data, to_data
from tweipress.core.state.outcome import Refused
from tweipress.core.state.registry import Act

LINE_MAX_BYTES = 4_000_000
ASK_FIGURES = b'{"ask": "figures"}\n'
"""The only request that is no act: for the teller's figures."""


def request(act: Act, key: str) -> bytes:
    """Return a request as a line."""
    return _line({"act": to_data(act), "key": key})


def read_request(line: bytes) -> tuple[Act, str]:
    """Return act and key of a request; raise ValueError if it is none."""
    data = json.loads(line)
    if not isinstance(data, dict) or not isinstance(data.get("act"), dict):
        raise ValueError("no act")
    if not isinstance(data.get("key"), str):
        raise ValueError("no key")
    return from_data(data["act"]), data["key"]


def answer(given: Answer) -> bytes:
    """Return an answer as a line."""
    if isinstance(given, Refused):
        return _line({"refused": given.name, "figures": given.figures})
    return _line({"seq": given.seq, "at_ms": given.at_ms, "answer": given.answer})


def read_answer(line: bytes) -> Answer:
    """Return the answer of a line; raise ValueError if it is none."""
    data: dict[str, Any] = json.loads(line)
    if "refused" in data:
        return Refused(Refusal[data["refused"]], data["figures"])
    return Receipt(data["seq"], data["at_ms"], data["answer"])


def figures(told: metrics.Figures) -> bytes:
    """Return a leading teller's figures as a line."""
    return _line(metrics.to_data(told))


def read_figures(line: bytes) -> metrics.Figures:
    """Return the figures of a line."""
    return metrics.from_data(json.loads(line))


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data).encode() + b"\n"
