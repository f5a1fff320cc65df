"""How a site is put together: settings, addresses, server, command line. No rule lives here."""
