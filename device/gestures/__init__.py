"""What people say with their hands: a pointer on menus, and a raised flat hand that pauses a match."""
