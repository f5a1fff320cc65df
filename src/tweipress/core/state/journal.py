"""The journal's form: a posting as canonical JSON, and the hash that chains it to the last."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any, Final, NamedTuple

from tweipress.core import chart
from tweipress.core.ids import NOBODY, ArticleId, MemberId
from tweipress.core.state.outcome import Transfer

GENESIS: Final = "0" * 64
_JSON: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class Entry(NamedTuple):
    """What a posting changed on one account, and the balances after it.

    `spendable_twei` is the owner's available, vesting and held Twei together, 0 without an owner.
    """

    account: str
    amount_twei: int
    balance_twei: int
    spendable_twei: int


class Posting(NamedTuple):
    """An accepted act as the journal keeps it; body, inputs and answer are canonical JSON."""

    seq: int
    act: str
    member: MemberId
    article: ArticleId
    request_key: str
    body: str
    inputs: str
    answer: str
    tariff_hash: str
    at_ms: int
    prev_hash: str


def canonical(value: Mapping[str, Any]) -> str:
    """Return JSON with sorted keys and no spaces: one text for one value."""
    pairs = [f"{quoted(name)}:{_text(value[name])}" for name in sorted(value)]
    return f"{{{','.join(pairs)}}}"


def parsed(text: str) -> dict[str, Any]:
    """Return the object that canonical JSON describes; raise ValueError for anything else."""
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value


def posting_hash(posting: Posting, entries: Iterable[Entry]) -> str:
    """Return the SHA-256 of a posting and its entries, the hash before it included."""
    seq, act, member, article, key, body, inputs, answer, tariff_hash, at_ms, before = posting
    rows = [f"[{quoted(name)},{twei},{left},{total}]" for name, twei, left, total in entries]
    text = (
        f"[[{seq},{quoted(act)},{member},{article},{quoted(key)},{quoted(body)},{quoted(inputs)},"
        f"{quoted(answer)},{quoted(tariff_hash)},{at_ms},{quoted(before)}],[{','.join(rows)}]]"
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _text(value: object) -> str:
    """Return a value as JSON; plain values bypass the encoder, which is slow to start."""
    if type(value) is int:
        return str(value)
    return quoted(value) if isinstance(value, str) else _JSON.encode(value)


def netted(transfers: Iterable[Transfer]) -> dict[str, int]:
    """Return what transfers change, account by account; what cancels out is left out."""
    net: dict[str, int] = {}
    for debit, credit, amount_twei in transfers:
        net[debit] = net.get(debit, 0) - amount_twei
        net[credit] = net.get(credit, 0) + amount_twei
    return {account: twei for account, twei in net.items() if twei}


@lru_cache(maxsize=2**14)
def entry_owner(account: str) -> MemberId:
    """Return whose statement shows an entry: the owner of what can be spent, else 0."""
    return NOBODY if account.startswith("reserved:") else chart.owner(account)
