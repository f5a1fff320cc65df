"""Acts about comments: writing, voting, settling, removing."""
