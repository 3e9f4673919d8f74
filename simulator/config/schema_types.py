"""The types of what people write in YAML, with their hard limits.

Hard limits are logical (a probability stays in [0, 1]). The plausible range of a model number is
in `params.py` and is advice.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictStr

Share = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
Positive = Annotated[float, Field(strict=True, gt=0, le=1e9, allow_inf_nan=False)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Name = Annotated[StrictStr, Field(min_length=1)]
Year = Annotated[int, Field(strict=True, ge=1900, le=2200)]
Season = Annotated[int, Field(strict=True, ge=0, le=199)]  # a year of the run, from 0
ActName = Literal["press", "argue", "propose", "ask", "pause", "open", "label"]
SideName = Literal["provider", "funder"]
Law = Literal["Zvw", "Wlz", "Wmo", "Jeugdwet"]
Sector = Literal["hospital", "ggz", "vvt", "gp", "disability", "youth", "wmo", "welfare"]
TOLERANCE = 0.005  # shares written with two or three decimals still count as adding up to 1


class Written(BaseModel):
    """A piece of a config: no unknown keys, not changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Written):
    """A text in Dutch and in English."""

    nl: StrictStr
    en: StrictStr
