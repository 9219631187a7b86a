"""The commands of `formbox`, one file each: options, composition root, printed result."""
