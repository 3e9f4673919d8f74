"""What visitors do, step by step, as robots: trainers open rooms, teams join and play."""

import re
from urllib.parse import urlsplit

from tests.web.robot import Robot
from tests.web.serving import CODE

SCENARIO = "rust-opent-het-gesprek"
MOVE, BETWEEN, DO_IT, ACCEPT = (
    "Kies één zet",
    "tussendoor doet",
    "Doe deze zet",
    "Ja, we nemen het aan",
)
DECIDES = re.compile(
    r"(Gesprek \d.*wat doe je aan tafel|Na gesprek \d.*tussendoor|Het laatste bod)"
)


async def trainer(base: str) -> Robot:
    """A trainer who gave the code."""
    robot = Robot(base)
    await robot.post("/trainer/open", {"code": CODE})
    return robot


async def new_room(robot: Robot, **form: str) -> str:
    """A new room; its code."""
    wish = {"scenario": SCENARIO, "mode": "model", "seed": "7", "minutes": "25", **form}
    answer = await robot.post("/trainer/nieuw", wish)
    code = urlsplit(str(answer.url)).path.rpartition("/")[2]
    if len(code) != 6:
        raise AssertionError(f"no room: {answer.url}")
    return code


async def joined(
    base: str, code: str, alias: str, role: str = "zorgverkoper", **more: str
) -> Robot:
    """A team that joined and looks at its page."""
    robot = Robot(base)
    answer = await robot.post(f"/kamer/{code}", {"alias": alias, "role": role, **more})
    if f"/spel/{code}" not in str(answer.url):
        raise AssertionError(f"not joined: {answer.url}")
    await robot.open(f"/spel/{code}")
    return robot


def deciding(robot: Robot) -> str:
    """What the page asks to decide now; empty = nothing."""
    found = DECIDES.search(robot.text())
    return found.group(0) if found else ""


async def moves(robot: Robot, move: str = "open_vraag", between: str = "niets") -> str:
    """Make the move that is asked for now; what was asked."""
    asked = await robot.until(deciding)
    if asked.startswith("Het laatste"):
        await robot.press(ACCEPT)
    else:
        table = "aan tafel" in asked
        await robot.choose(MOVE if table else BETWEEN, move if table else between)
        await robot.press(DO_IT)
    return str(asked)


async def plays(robot: Robot, move: str = "open_vraag", between: str = "niets") -> int:
    """Play to the end of the season; how many decisions it took."""
    for count in range(60):
        asked = await robot.until(lambda r: deciding(r) or finished(r))
        if asked is True:
            return count
        await moves(robot, move, between)
        await robot.until(lambda r, a=asked: deciding(r) != a)
    raise AssertionError("the season does not end")


def finished(robot: Robot) -> bool:
    """The talks are over."""
    return not deciding(robot) and "zijn klaar" in robot.text()
