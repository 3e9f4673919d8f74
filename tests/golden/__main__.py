"""Write the transcripts of all stories anew: `python -m tests.golden`."""

import sys

from tests.golden.transcripts import FOLDER, stories, transcript

names = stories()
for old in FOLDER.glob("*.txt"):
    if old.stem not in names:
        old.unlink()
for name in names:
    (FOLDER / f"{name}.txt").write_text(transcript(name), encoding="utf-8")
sys.stdout.write(f"{len(names)} transcripts in {FOLDER}; look at them with git diff\n")
