"""What makes reading comfortable: going on where one was, the size of the text, sharing."""
