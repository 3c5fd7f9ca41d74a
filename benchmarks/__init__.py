"""Benchmarks: scripts with the profiles smoke and full. Results are JSON in ``results/``; tables are generated."""
