"""What should happen: standards as data, the nodes they are made of, verdicts and explanations. Imports record only."""
