"""The operator's commands about members."""
