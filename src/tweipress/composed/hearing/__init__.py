"""What members are told of: read in the journal, written down, said in words (adr/0073)."""
