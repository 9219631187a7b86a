"""The night's work: uploads become lessons. The box's only part that opens a file it has not made itself."""
