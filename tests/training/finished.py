"""A room that was played to its last step, with a team that writes what it should not."""

from simulator.training.game.room import Room
from tests.training.hands import opened, sent

BAD = '=HYPERLINK("http://evil.example";"klik")<script>alert(1)</script>'


def finished(alias: str = "Team Rood") -> Room:
    """A room with three teams, one of which writes what it should not."""
    now = opened()
    for team, name in (("a", alias), ("b", "Team Blauw"), ("c", "Team Groen")):
        now = sent(now, team, 0, "joined", alias=name)
    now = sent(now, "a", 0, "preparation", goal=BAD, guess={"wait": 5}, guess_batna=30)
    now = sent(now, "", 1, "start")
    while now.pending("a"):
        one = now.pending("a")[0]
        data = {"move": "bellen"} if one.kind == "between" else {"move": "delen", "offer": "little"}
        now = sent(now, "a", one.meeting, one.kind, **data)
    now = sent(sent(now, "", 1, "bets"), "b", 0, "bet", style="calm")
    for step in range(1, 11):
        now = sent(now, "", step, "reveal", step=step)
    now = sent(now, "a", 1, "lesson", text="Eerst # vragen\n<b>dan</b> geven", share=True)
    now = sent(now, "b", 1, "lesson", text="Geheim van blauw", share=False)
    return sent(now, "a", 0, "resolve", text=BAD[:200], share=True)
