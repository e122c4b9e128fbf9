"""The commands, one a module. Nothing heavy is imported until a command runs: ``sightline --help`` must be instant."""
