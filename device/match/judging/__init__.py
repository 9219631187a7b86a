"""How the people in a match are judged: a participant and a referee each, by a scoring method."""
