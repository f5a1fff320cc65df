"""The books themselves: the tariff in force and the current day."""

from tweipress.bank.storage.read_session import current_world
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.tariff import Tariff


def tariff() -> Tariff:
    """Return the tariff in force."""
    return tariff_in_force(current_world())


def today() -> str:
    """Return the ISO date of the open or last day, empty before the first."""
    return current_world().books.day
