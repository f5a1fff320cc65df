"""What is not saved: autosave, the texts that were kept, and forms of whoever was signed out."""
