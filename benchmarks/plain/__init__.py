"""The model as plain Python objects: what `benchmarks/plain_mesa.py` runs."""
