"""What inspection pages read."""
