"""Sources of pictures of the person: Pi camera, USB camera, film, rendered mannequin, or none."""
