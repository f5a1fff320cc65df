"""The form in which an author says with whom an article is shared, and in which parts."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from tweipress.core.ids import MemberId
from tweipress.core.rules.sharing import AUTHORS_MAX

OTHERS_MAX: Final = AUTHORS_MAX - 1
NAME_CHARS: Final = 150
BPS_PER_PERCENT: Final = 100
LEAST, MOST = Decimal("0.01"), Decimal("99.99")


class Wanted(NamedTuple):
    """A co-author as a form names them: their part in ten-thousandths."""

    name: str
    bps: int


class SharesForm(forms.Form):
    """Names and parts in percent; a line without a name is no co-author."""

    def __init__(self, data: Any = None, *, wanted: tuple[Wanted, ...] = ()) -> None:
        """Make a line for each co-author there can be, filled with those who are."""
        super().__init__(data)
        for number in range(1, OTHERS_MAX + 1):
            here = wanted[number - 1] if number <= len(wanted) else None
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Name"),
                required=False,
                max_length=NAME_CHARS,
                initial=here.name if here else None,
            )
            self.fields[f"percent_{number}"] = forms.DecimalField(
                label=_("Part in percent"),
                required=False,
                min_value=LEAST,
                max_value=MOST,
                decimal_places=2,
                initial=Decimal(here.bps) / BPS_PER_PERCENT if here else None,
            )

    def lines(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Yield the fields of each line: name and part."""
        for number in range(1, OTHERS_MAX + 1):
            yield self[f"name_{number}"], self[f"percent_{number}"]

    def clean(self) -> dict[str, Any]:
        """Refuse a name without a part, and a part without a name."""
        data = super().clean() or {}
        for number in range(1, OTHERS_MAX + 1):
            name, percent = f"name_{number}", f"percent_{number}"
            if bool(data.get(name)) != (data.get(percent) is not None) and not (
                self.errors.keys() & {name, percent}
            ):
                missing = percent if data.get(name) else name
                self.add_error(missing, _("A co-author has a name and a part."))
        return data

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Return the co-authors that a valid form names."""
        data = self.cleaned_data
        lines = (
            (data[f"name_{number}"], data[f"percent_{number}"])
            for number in range(1, OTHERS_MAX + 1)
        )
        return tuple(
            Wanted(name, int(percent * BPS_PER_PERCENT)) for name, percent in lines if name
        )


def named(rows: Any) -> tuple[Wanted, ...]:
    """Return co-authors as a form shows them."""
    return tuple(Wanted(row.member.name, row.bps) for row in rows)


Ids = tuple[tuple[MemberId, int], ...]
"""Co-authors as numbers and ten-thousandths, without the author."""
