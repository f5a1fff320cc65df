"""HTTP: what readers, members and authors ask of pages; one module for each noun."""
