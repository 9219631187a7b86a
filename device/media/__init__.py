"""Video and sound files, by PyAV: what is in them, their pictures by timestamp, their sound as samples."""
