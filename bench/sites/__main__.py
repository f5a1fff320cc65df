"""`python -m bench.sites` sets up the peers, and says what it did and what it skipped."""

from bench.sites.peers import PEERS, set_up


def main() -> None:
    """Set up every peer; one that cannot be had stops no other."""
    for peer in PEERS:
        set_up(peer, may_fetch=True)


if __name__ == "__main__":
    main()
