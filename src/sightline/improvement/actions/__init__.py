"""What writes in this app: the only writers."""
