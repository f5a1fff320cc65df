"""What leaves after the answer: mail, and other work that nobody waits for."""
