"""What size changes: pages, midnight, trust and the audit, with a million members."""
