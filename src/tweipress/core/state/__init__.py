"""The state that rules read and change: worlds, transactions, outcomes, the journal's form."""
