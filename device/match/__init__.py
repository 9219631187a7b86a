"""The match: its clock, its tutor, its referee, its record. No pygame in here."""
