"""Writes about members, one module for each noun."""
