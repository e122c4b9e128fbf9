"""What the README's figures come from: ``make bench`` runs all, ``python -m benchmarks.NAME`` one."""
