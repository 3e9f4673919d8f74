"""Quality of care, one of the four aims: content in force, competently delivered (M18; E15)."""

import numpy as np

from simulator.batch import Record

LABEL = {"nl": "Kwaliteit van zorg", "en": "Quality of care"}
UNIT = "level"
EXPLAINED = {
    "nl": "Inhoudelijke afspraken die gelden, maal het vertrouwen dat ze goed worden uitgevoerd.",
    "en": "Content terms in force, times the trust that they are well carried out.",
}
GOOD = "high"


def measured(record: Record) -> np.ndarray:
    """Shape [R, Y, D, 2], in [0, 1]: q in force times the other's trust in one's competence."""
    content = record.relations["content"][..., None]
    return np.asarray(content * record.sides["competence"][..., ::-1])
