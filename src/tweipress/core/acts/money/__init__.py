"""Acts that buy or bring in money: deposits and reports."""
