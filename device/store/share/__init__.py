"""How the box is shared out between the members of a household."""
