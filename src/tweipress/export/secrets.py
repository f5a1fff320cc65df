"""What a member's row has that is nobody's business, and what stands there instead."""

from typing import Any, Final

MEMBERS: Final = "people_member"
UNUSABLE: Final = "!"
"""What Django takes for no password at all."""
NOWHERE: Final = ".invalid"
"""The end of addresses that no mail reaches: nobody's secret."""
STAND_IN: Final = "{number}@export.invalid"


def without_secrets(table: str, row: dict[str, Any], *, addresses: bool) -> dict[str, Any]:
    """Return a row as it is written: without a password, and without an address unless asked."""
    if table != MEMBERS:
        return row
    shown = {**row, "password": UNUSABLE, "last_login": None, "sign_ins_ended": 0}
    if not addresses and not str(row["email"]).endswith(NOWHERE):
        shown |= {"email": STAND_IN.format(number=row["id"]), "mailbox": None}
    return shown
