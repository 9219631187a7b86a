"""Who is followed: films of mannequins with strangers in them, and clips of real people."""
