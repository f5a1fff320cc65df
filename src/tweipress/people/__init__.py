"""Members: who they are, how they sign in, their own page. Never called accounts: see the chart."""
