"""Acts of a case against a member: flags, appeals, decisions, holds."""
