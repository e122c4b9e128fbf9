"""The addresses of inspection, a file a part."""
