"""Hand gestures: a pointer on menus, and a raised hand that pauses a match."""
