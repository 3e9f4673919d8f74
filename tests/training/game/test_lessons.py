"""Lessons of a class go out as a booklet and come back in with the next class."""

import pytest

from simulator import i18n
from simulator.training.game import booklet, forms, lessons
from simulator.training.game.booklet import LessonsError
from simulator.training.game.refused import Refused
from simulator.training.views.participant import participant_view
from simulator.training.words import text
from tests.training.finished import finished
from tests.training.hands import opened, sent

ODD = ["Eerst # vragen, dán <b>geven</b>", "a*b_c [d](e) \\ f | g!", "=1+1", "- streepje", "{who}"]


def shared(*said: str):
    now = opened()
    for i, one in enumerate(said):
        now = sent(now, f"t{i}", 0, "joined", alias=f"T{i}")
        now = sent(now, f"t{i}", 1 + i % 5, "lesson", text=one, share=True)
    return now


def loaded(now, number=1, **chapters):
    return sent(now, "", number, "lessons", chapters={k[1:]: v for k, v in chapters.items()})


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("other", i18n.LANGUAGES)
def test_what_goes_out_comes_back_to_the_letter(lang, other):
    book = lessons.book(shared(*ODD), lang)
    assert booklet.read(book, other) == {i: [one] for i, one in enumerate(ODD, 1)}


CHANGES = {
    "mark": lambda book: "\ufeff" + book,
    "windows": lambda book: book.replace("\n", "\r\n"),
    "stars": lambda book: book.replace("\n- ", "\n* "),
    "ends": lambda book: book + "\n\n",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_booklet_may_have_been_through_a_text_editor(change):
    book = lessons.book(shared("Vraag door"), "nl")
    assert booklet.read(change(book), "nl") == {1: ["Vraag door"]}


def test_a_lesson_that_goes_on_on_the_next_line_is_one():
    assert booklet.read("## 1 Verkennen\n- Vraag\n  door\n", "nl") == {1: ["Vraag door"]}


def wrong(said: str, lang: str = "nl") -> list[str]:
    with pytest.raises(LessonsError) as found:
        booklet.read(said, lang)
    return found.value.problems


def test_all_that_is_wrong_is_said_at_once_with_its_line():
    said = "- te vroeg\n## 9 Onbekend\n- x\nzomaar tekst\n## 2 Bouwen\n- " + "x" * 601
    found = wrong(said)
    assert [one.partition(":")[0] for one in found] == ["Regel 1", "Regel 2", "Regel 4", "Regel 6"]
    assert "2 Bouwen" in found[1], "the chapters there are"
    assert wrong(said, "en")[0].startswith("Line 1")


@pytest.mark.parametrize(
    "said", ["", "  ", "# Lessen van deze groep\n", "## 1 Verkennen\n- Nog geen lessen."]
)
def test_a_booklet_without_lessons_is_refused(said):
    assert wrong(said) == [text("lessons.wrong.empty", "nl")]


def test_a_booklet_has_a_largest_size():
    many = "## 1 Verkennen\n" + "- x\n" * (booklet.MOST + 1)
    assert wrong(many) == [text("lessons.wrong.many", "nl", chapter=1, most=booklet.MOST)]
    assert "2000" in wrong("## 1 Verkennen\n- x\n" + "\n" * 3000)[0]


def test_teams_see_lessons_of_before_and_the_booklet_grows():
    now = loaded(shared("Nieuw"), _1=["Oud", "Ouder"], _3=["Tel mee"])
    shown = participant_view(now, "t0", "nl").inherited
    assert [(one.title, one.lessons) for one in shown] == [
        ("1 Verkennen", ["Oud", "Ouder"]), ("3 Concretiseren", ["Tel mee"]),
    ]  # fmt: skip
    assert booklet.read(lessons.book(now, "nl"), "nl") == {
        1: ["Oud", "Ouder", "Nieuw"], 3: ["Tel mee"],
    }  # fmt: skip
    now = loaded(now, 2, _2=["Anders"])
    assert [one.lessons for one in participant_view(now, "t0", "en").inherited] == [["Anders"]]


@pytest.mark.parametrize("chapters", [None, [], {"0": []}, {"6": ["x"]}, {1: ["x"]}, {"1": "x"},
                                      {"1": ["x"] * 61}])  # fmt: skip
def test_an_event_that_is_no_booklet_is_refused(chapters):
    with pytest.raises(Refused):
        sent(opened(), "", 1, "lessons", chapters=chapters)


def test_a_team_cannot_bring_lessons():
    now = sent(opened(), "a", 0, "joined", alias="a")
    with pytest.raises(Refused):
        sent(now, "a", 0, "lessons", chapters={"1": ["x"]})


def test_a_full_booklet_fits_in_one_event():
    full = {str(i): ["x" * 190] * booklet.MOST for i in range(1, len(forms.CHAPTERS) + 1)}
    now = sent(opened(), "", 1, "lessons", chapters=full)
    assert len(now.inherited) == 5
    with pytest.raises(Refused):
        sent(opened(), "", 1, "lessons", chapters={k: ["x" * 600] * 60 for k in full})


def test_lessons_go_to_the_next_class_by_chapter_if_they_may():
    done = finished()
    chapters = lessons.chapters(done, "nl")
    assert [one.number for one in chapters] == [1, 2, 3, 4, 5]
    assert chapters[0].lessons == ["Eerst # vragen\n<b>dan</b> geven"]
    book = lessons.book([done, done], "nl")
    assert book.count("## ") == 5
    assert r"- Eerst \# vragen \<b\>dan\</b\> geven" in book
    assert "Geheim" not in book
    assert "Rood" not in book
