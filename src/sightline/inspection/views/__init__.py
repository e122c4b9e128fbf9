"""The pages of inspection."""
