"""Where members stopped reading, kept for those who chose it (adr/0064)."""
