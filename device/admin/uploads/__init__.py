"""Uploading videos: the tus protocol, a plain form, and what is stored of them."""
