from deskready_responder.porch import PLACES, PLACES_EACH, Porch


def test_one_client_has_few_of_few_places() -> None:
    porch = Porch()
    assert [porch.enter("a") for _ in range(PLACES_EACH + 1)] == [True] * PLACES_EACH + [False]
    assert porch.enter("b")
    porch.leave("a")
    assert porch.enter("a")


def test_all_have_so_many_and_who_leaves_makes_room() -> None:
    porch = Porch()
    entered = sum(porch.enter(str(number)) for number in range(PLACES + 5))
    assert entered == PLACES
    porch.leave("0")
    assert porch.enter("x")
    assert not porch.enter("y")
