"""What the engine costs, measured. Run from the checkout: `python -m benchmarks.spine`."""
