"""Pictures: the library, what is kept of an upload, its variants, and where each is used."""
