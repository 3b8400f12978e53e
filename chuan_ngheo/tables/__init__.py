"""Many households at once: reading, checking, classifying and writing tables in parts."""
