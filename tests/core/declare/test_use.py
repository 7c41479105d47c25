from deskready.core.declare.use import Use


def test_in_files_a_use_is_its_word() -> None:
    assert {use.value for use in Use} == {"network", "cpu", "room", "camera", "person", "machine"}
