"""What members and the public are told, and what they ask."""
