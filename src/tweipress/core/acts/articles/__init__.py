"""Acts about articles: publishing, taking back, finding and clearing repeats."""
