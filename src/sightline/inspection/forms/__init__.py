"""What inspection pages ask."""
