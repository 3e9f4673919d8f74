"""The scales on which the debrief draws."""

RANGES = {
    "tension": (0.0, 1.0),
    "trust": (0.0, 1.0),
    "goodwill": (-1.0, 1.0),
    "value": (0.0, 100.0),
}
