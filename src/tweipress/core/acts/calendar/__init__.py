"""Acts of the calendar: founding the books, opening and closing days, maturities, the tariff."""
