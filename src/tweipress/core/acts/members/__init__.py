"""Acts about members: joining, roles, grades, invitations, vouches, bans."""
