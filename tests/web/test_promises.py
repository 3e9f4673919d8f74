"""Each promise of the table "What was tried against it" has a test, named here.

The tests themselves try it for real, most of them on a real server; see their files.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "running-rooms.md"
PROMISES = {
    "read another team's page": [
        "web/test_rooms.py::test_another_teams_page_cannot_be_read",
        "training/server/test_store.py::test_a_token_opens_only_its_own_room",
    ],
    "join as the other side": [
        "web/test_rooms.py::test_the_other_sides_card_cannot_be_had_by_joining_as_the_other",
        "web/routes/test_join.py::test_every_role_that_is_not_offered_is_refused",
        "training/test_offered.py::test_a_role_that_is_not_offered_is_not_taken",
    ],
    "open the trainer's pages": ["web/test_rooms.py::test_a_team_cannot_act_as_the_trainer"],
    "guess the trainer code": [
        "web/test_rooms.py::test_a_wrong_trainer_code_is_refused_and_soon_slowed_down",
        "web/test_site.py::test_the_trainer_code_can_be_tried_five_times",
    ],
    "guess room codes": ["web/test_rooms.py::test_guessing_room_codes_is_slowed_down"],
    "have another site use up those tries": [
        "web/test_strangers.py::test_links_on_another_site_count_for_nothing_and_tell_nothing",
        "web/test_strangers.py::test_ten_wrong_codes_from_one_address_shut_out_only_who_guesses",
        "web/test_security.py::test_pictures_on_another_site_use_up_nothing_of_ours",
    ],
    "fill a room and have the trainer empty it": [
        "training/test_offered.py::test_who_was_removed_makes_room_for_another",
    ],
    "forge lines in the log": [
        "web/test_strangers.py::test_garbage_over_the_socket_forges_nothing_in_the_log",
        "web/test_logs.py::test_a_text_of_a_stranger_stays_on_its_line",
        "web/test_logs.py::test_a_flood_is_counted_and_not_written",
    ],
    "use a link to another device twice": [
        "web/test_rooms.py::test_the_link_to_another_device_works_once",
        "web/test_rooms.py::test_a_page_of_the_old_device_that_is_still_open_can_do_nothing",
        "training/server/test_live_room.py::test_a_link_that_two_use_at_once_works_for_one",
    ],
    "act after the day of the trainer": [
        "web/test_rooms.py::test_a_trainer_whose_day_is_over_can_do_nothing_on_a_page_that_is_open",
    ],
    "go on in a room that was deleted": [
        "web/test_rooms.py::test_of_a_room_that_was_deleted_nothing_can_be_had",
        "training/server/test_live_room.py::test_in_a_room_that_was_deleted_nothing_happens_any_more",
    ],
    "double-click": [
        "web/test_rooms.py::test_a_double_click_and_a_replayed_message_count_once",
        "training/server/test_store.py::test_the_same_move_twice_is_kept_once",
    ],
    "send garbage": [
        "web/test_rooms.py::test_garbage_changes_nothing_and_the_server_stays_up",
        "training/game/test_garbage.py::test_a_room_does_or_refuses_whatever_it_is_sent",
    ],
    "a name or text with HTML": ["web/test_rooms.py::test_html_in_a_name_stays_text"],
    "a name that is a spreadsheet formula": [
        "web/test_rooms.py::test_a_formula_in_a_name_does_not_reach_the_export",
    ],
    "a booklet of lessons or an own case": [
        "training/case/test_own_file.py::test_whatever_a_stranger_sends_is_told_soon_and_not_endlessly",
        "web/test_strangers.py::test_a_hostile_file_holds_up_nobody",
    ],
    "have a team, or a stranger, load lessons": [
        "web/trainer/test_downloads.py::test_lessons_of_a_class_are_loaded_for_the_next",
        "web/trainer/test_downloads.py::test_a_room_that_does_not_ask_has_no_file",
        "web/trainer/test_downloads.py::test_research_is_asked_per_room_and_only_yes_is_in_the_file",
    ],
    "a form, page or socket from another site": [
        "web/test_rooms.py::test_another_origin_cannot_open_a_socket_or_post",
        "web/test_security.py::test_another_site_is_refused_on_pages_and_sockets",
    ],
    "cookies": ["web/test_site.py::test_cookies_cannot_be_read_by_scripts_nor_sent_by_other_sites"],
    "a link that leads to another site": ["web/test_site.py::test_nobody_is_sent_to_another_site"],
    "another host name": ["web/test_security.py::test_a_name_that_is_not_ours_is_refused"],
    "bodies of 100 kB": [
        "web/test_rooms.py::test_memory_does_not_grow_with_what_strangers_send",
        "web/test_security.py::test_a_body_without_end_is_refused_whatever_its_header_says",
        "web/test_security.py::test_half_a_body_does_not_wait_for_ever",
        "web/test_security.py::test_a_flood_of_pages_is_slowed_down",
    ],
    "more teams, events or rooms": [
        "training/server/test_live_room.py::test_a_room_has_a_most_of_events",
        "training/server/test_live_room.py::test_a_server_has_a_most_of_rooms",
    ],
    "look in everything sent to a team": [
        "web/test_rooms.py::test_nothing_hidden_goes_over_the_wire_before_the_reveal",
    ],
    "what is left": [],
}


def rows() -> list[str]:
    """What was tried, row by row of the table."""
    section = PAGE.read_text(encoding="utf-8").partition("## What was tried against it")[2]
    cells = re.findall(r"^\| (.+?) \|", section, re.MULTILINE)
    return [cell for cell in cells if cell != "Tried"]


def named_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_every_row_of_the_table_has_a_test():
    assert len(rows()) >= 20
    for row in rows():
        assert [key for key in PROMISES if row.startswith(key)], f"no test of: {row}"


def test_every_promise_that_is_tested_is_in_the_table():
    for key in PROMISES:
        assert [row for row in rows() if row.startswith(key)], f"not in the table: {key}"


def test_the_tests_that_are_named_are_there():
    for names in PROMISES.values():
        for name in names:
            file, _, test = name.partition("::")
            assert test in named_in(ROOT / "tests" / file), name
