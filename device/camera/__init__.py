"""Where pictures of the person come from: a Pi camera, a USB camera, a film, a mannequin, or nothing."""
