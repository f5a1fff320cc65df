"""The operator's side: the economy at a glance, the books read-only, moderation. No rules here."""
