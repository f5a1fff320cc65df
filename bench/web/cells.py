"""What the web section has measured: a cell for each request on each kind of server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench.frame.samples import Samples, percentile
from bench.web.requests import Request
from bench.web.rounds import Round
from bench.web.server import Kind
from bench.web.shipped import SHIPPED


@dataclass(frozen=True)
class Cell:
    """A round of one request on one server, and the yardstick's rate beside it."""

    round: Round
    yard_per_s: float

    def times(self, request: Request) -> float:
        """Return the rate as a multiple of the figure as shipped."""
        return self.round.per_s / (SHIPPED[request.plan] * self.yard_per_s)


Found = dict[tuple[Kind, Request], list[Cell]]


@dataclass(frozen=True)
class Measured:
    """All that the section has measured."""

    by_cell: Found
    yards: Mapping[str, list[Round]]
    rest_mib: Mapping[Kind, float]
    loaded_mib: Mapping[Kind, float]
    loaded_s: float

    def rate(self, kind: Kind, request: Request) -> Samples:
        """Return the requests a second."""
        return self._samples(kind, request, lambda cell: cell.round.per_s)

    def times(self, kind: Kind, request: Request) -> Samples:
        """Return the rate in multiples of the figure as shipped."""
        return self._samples(kind, request, lambda cell: cell.times(request))

    def cpu_ms(self, kind: Kind, request: Request) -> float:
        """Return what a request takes of the processors."""
        return self._samples(kind, request, lambda cell: cell.round.cpu_ms).median

    def wait_ms(self, kind: Kind, request: Request, hundredths: int) -> float:
        """Return the median of the rounds' percentiles of what a client waits."""
        return self._samples(
            kind, request, lambda cell: percentile(cell.round.waits_ms, hundredths)
        ).median

    def tail(self, kind: Kind, request: Request) -> float:
        """Return how many medians the 99th hundredth of clients waits."""
        return self.wait_ms(kind, request, 99) / self.wait_ms(kind, request, 50)

    def _samples(self, kind: Kind, request: Request, of: Callable[[Cell], float]) -> Samples:
        return Samples(tuple(of(cell) for cell in self.by_cell[kind, request]))
