"""How acts reach the teller: in the same process, or over a socket."""
