"""The desk: who works on which article, and what is planned."""
