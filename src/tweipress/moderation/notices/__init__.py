"""Notices of illegal content: from anybody, decided with a reason, told to who sent them."""
