from deskready.core.declare.area import AREAS, area_of
from deskready.core.words.text import Text


def test_an_area_is_found_by_any_id_within_it() -> None:
    assert area_of("internet.speed") is area_of("internet") is AREAS[0]
    assert (area_of("internet").title.words, area_of("work-space.desk").title) == ("Internet", Text("Work space"))


def test_each_area_has_a_place_of_its_own_before_all_unknown_ones() -> None:
    places = [area.place for area in AREAS]
    assert places == sorted(set(places))
    assert area_of("work-space").place > max(places)
    assert len({area.id for area in AREAS}) == len(AREAS)
