"""Comments that wait for a moderator: nothing moves in the books until one approves (ADR 67)."""
