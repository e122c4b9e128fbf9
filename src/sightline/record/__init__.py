"""What happened: declared tables, code sets and the English working-day calendar. Standard library only."""
