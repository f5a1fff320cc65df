"""Results of a family: paid, kept and flagged, read from the books when all has vested."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from farm.stage.account import Account
from tweipress.bank import queries as books
from tweipress.bank.models import Reading as Read
from tweipress.bank.storage.models.pnl import Pnl
from tweipress.core.ids import MemberId
from tweipress.core.pnl import Amounts
from tweipress.core.records.reading import Rating
from tweipress.moderation.models import Case
from tweipress.reading.models import RatedRead

ALONE: Final = frozenset({"even_pace", "flat_pace", "fast_pace", "never_rates"})
GROUPS: Final = frozenset({"shared_pace", "shared_bursts"})


@dataclass(frozen=True)
class Reckoning:
    """The final figures of a family; `flags` has each account's reasons and reads."""

    accounts: int
    sent: int
    pluses: int
    met: Counter[str]
    began_twei: int
    paid_twei: int
    kept_twei: int
    flags: dict[str, dict[str, int]]

    def share(self, reasons: frozenset[str]) -> float:
        """Return the part of the accounts that are flagged for one of the reasons."""
        flagged = sum(1 for reasons_at in self.flags.values() if reasons_at.keys() & reasons)
        return flagged / self.accounts if self.accounts else 0.0

    @property
    def reasons(self) -> Counter[str]:
        """Return how many accounts are flagged for each reason."""
        return Counter(reason for reasons_at in self.flags.values() for reason in reasons_at)

    @property
    def at_reads(self) -> list[int]:
        """Return after how many reads each account that was flagged for some was flagged first."""
        return sorted(reads for at in self.flags.values() if at and (reads := min(at.values())))


def reckoned(accounts: Sequence[Account]) -> Reckoning:
    """Return the figures of accounts."""
    members = [account.member for account in accounts if account.member]
    return Reckoning(
        accounts=len(accounts),
        sent=sum(account.sent for account in accounts),
        pluses=Read.objects.filter(member__in=members, rating=Rating.PLUS).count(),
        met=sum((account.met for account in accounts), Counter()),
        began_twei=sum(account.began_twei for account in accounts),
        paid_twei=sum(map(paid_twei, members)),
        kept_twei=sum(
            wealth_twei(account.member) - account.began_twei
            for account in accounts
            if account.member
        ),
        flags={account.name: _flags(account.member) for account in accounts},
    )


def paid_twei(member: MemberId) -> int:
    """Return the Twei that others paid a member, on all articles."""
    rows = Pnl.objects.filter(member=member).values_list(*Amounts._fields)
    return sum(Amounts._make(row).profit_twei for row in rows)


def wealth_twei(member: MemberId) -> int:
    """Return all Twei of a member: available, vesting, in bonds, held."""
    standing = books.standing(member)
    assert standing is not None, member
    vesting_twei = sum(bucket.amount_twei for bucket in standing.vesting)
    return standing.available_twei + vesting_twei + standing.bonded_twei + standing.held_twei


def _flags(member: MemberId) -> dict[str, int]:
    """Return the reasons of a member's flags in force, and the number of reads at each."""
    reasons_at: dict[str, int] = {}
    for case in Case.objects.filter(member=member, shadow=False).order_by("pk"):
        readings = case.evidence.get("readings", ())
        last_ms = max((row["at_ms"] for row in readings), default=0)
        reads = RatedRead.objects.filter(member=member, at_ms__lte=last_ms).count()
        reasons_at.setdefault(case.reason, reads)
    return reasons_at
