"""Who is measured: our teller, one transaction per act in several hands, and the raw limit."""
