"""How each language writes dates, times and numbers; Django reads these (FORMAT_MODULE_PATH)."""
