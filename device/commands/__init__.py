"""The commands of `formbox`, one file each: they read words, build parts, and print what came out."""
