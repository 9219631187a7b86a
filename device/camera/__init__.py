"""Where pictures of the person come from: a USB camera, a film, a simulated person, or nothing."""
