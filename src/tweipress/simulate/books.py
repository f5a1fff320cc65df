"""A scenario's final books as plain data, with names in place of numbers."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tweipress.core.pnl import LABELS
from tweipress.core.records.pnl import WHOLE_POST, Pnl
from tweipress.simulate.casting import Names

OF_KIND: Final = {
    "available": "member",
    "vesting": "member",
    "reserved": "member",
    "held": "member",
    "lane": "article",
    "review": "article",
    "pot": "comment",
    "bond": "comment",
}


def final_books(
    balances: Mapping[str, int], pnls: Iterable[Pnl], names: Names, results: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return accounts and P&L lines that are not zero, and the result of every line."""
    accounts = {named(account, names): twei for account, twei in balances.items() if twei}
    pnl: dict[str, dict[str, dict[str, int]]] = {}
    for row in pnls:
        if row.member == WHOLE_POST:
            continue
        article, member = names.name("article", row.article), names.name("member", row.member)
        lines = zip(LABELS, row.amounts, strict=True)
        pnl.setdefault(article, {})[member] = {label: twei for label, twei in lines if twei}
    return {"accounts": accounts, "pnl": pnl, "results": results}


def named(account: str, names: Names) -> str:
    """Return an account's name with its number replaced by the scenario's name for it."""
    head, colon, rest = account.partition(":")
    if head not in OF_KIND:
        return account
    number, more, tail = rest.partition(":")
    return f"{head}{colon}{names.name(OF_KIND[head], int(number))}{more}{tail}"
