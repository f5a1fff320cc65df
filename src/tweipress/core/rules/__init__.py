"""Rules that several acts share: gates, quotes, levels, trust, escrow, votes, reviews, holds."""
