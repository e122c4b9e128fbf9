"""What the README's figures come from: ``make bench`` runs them all; each module alone with ``python -m benchmarks.NAME``."""
