"""Changes of comments: earlier texts that anybody can read, and notes added later (ADR 68)."""
