"""The debrief on a page, one step after the other, as the trainer reveals it."""

from collections.abc import Mapping
from typing import Any

from simulator.training.views.debrief import DebriefView, Heading
from simulator.web.debrief import drawing, what_if_form
from simulator.web.ui import elements, regions
from simulator.web.ui.words import say
from simulator.web.visitor import Visitor


class Step:
    """A step: open while it is the newest, and then folded where it stands."""

    def __init__(self, step: Heading, lang: str) -> None:
        name, label = step.key, step.label
        self.newest = True
        self.section = elements.part("section", None, "card-box step", aria_label=label)
        with self.section:
            with elements.part("div") as self.head:
                elements.part("p", step.phase, "over")
                elements.Heading(level=2, words=label, focus=True)
            self.frame = elements.part("details", None, "newest", open=True)
        with self.frame:
            elements.part("summary", label)
            self.body = regions.Shown(lambda views: _step(name, views, lang), lang)

    def fold(self, shut: bool) -> None:
        """From now on it opens on demand."""
        if not self.newest:
            return
        self.newest = False
        self.head.delete()
        self.frame.classes(remove="newest")
        self.frame.set("open", not shut)
        self.frame.update()


class Steps:
    """All steps revealed so far, the newest first.

    Args:
        instead: what a step shows that is not in the view; an empty list is not for who looks.
    """

    def __init__(self, lang: str, instead: list[Any] | None = None) -> None:
        self.lang, self.instead = lang, instead
        self.box = elements.part("div")
        self.steps: dict[str, Step] = {}

    def show(self, steps: list[Heading], shown: Mapping[str, list[Any]], busy: str = "") -> None:
        """Draw what has changed.

        Args:
            busy: a step that somebody fills in: it is not shut.
        """
        names = [step.key for step in steps]
        for name in [name for name in self.steps if name not in names]:
            self.steps.pop(name).section.delete()
        for step in steps:
            if step.key not in self.steps:
                if self.steps:
                    last = next(reversed(self.steps))
                    self.steps[last].fold(last != busy)
                with self.box:
                    self.steps[step.key] = made = Step(step, self.lang)
                made.section.move(target_index=0)
        for name, kept in self.steps.items():
            kept.body.show(shown.get(name, self.instead))


class Debrief:
    """The steps of one team, with its own what-if and its handout."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.lang = visitor, visitor.lang
        self.soon = regions.Region(
            lambda _: elements.part("p", say(self.lang, "play.debrief_soon"), "lead")
        )
        self.steps = Steps(self.lang)
        self.handout = regions.Region(lambda _: self._handout())
        self.choice: regions.Region | None = None

    def show(self, view: DebriefView | None, chose: bool = False) -> None:
        """Draw what is new; None takes everything away."""
        steps, shown = (view.steps, view.shown) if view else ([], {})
        self.soon.show(True if view and not steps else None)
        busy = "turning_point" if self.visitor.begun("choice") else ""
        self.steps.show(steps, shown, busy)
        turning = self.steps.steps.get("turning_point")
        if turning is not None:
            self._choice(turning, chose)
        self.handout.show(True if steps else None)

    def _choice(self, step: Step, chose: bool) -> None:
        if self.choice is None or self.choice.box.is_deleted:
            with step.frame:
                self.choice = regions.Region(lambda _: what_if_form.own_choice(self.visitor))
        self.choice.show(None if chose else True)

    def _handout(self) -> None:
        to = f"{self.visitor.handout}?taal={self.lang}"
        with elements.part("p"):
            elements.link(say(self.lang, "play.handout"), to, "button", target="_blank")


class ObserverDebrief:
    """The steps for somebody who watched a team, without what is of that team alone."""

    def __init__(self, lang: str) -> None:
        self.steps = Steps(lang, instead=[])

    def show(self, view: DebriefView | None) -> None:
        """Draw what is new; None takes everything away."""
        steps, shown = (view.steps, view.shown) if view else ([], {})
        newest = view.step if view else None
        self.steps.show([s for s in steps if s.key == newest or s.key in shown], shown)


def _step(name: str, views: list[Any], lang: str) -> None:
    if not views:
        elements.part("p", say(lang, "play.watch_team"))
    for view in views:
        drawing.draw_for_team(name, view, lang)
