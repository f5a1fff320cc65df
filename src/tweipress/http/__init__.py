"""What every app answers a form with: a status a refusal, a block or a page. No rules here."""
