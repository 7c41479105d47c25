from deskready_checks.internet.path._command import output_of


def test_what_a_program_prints() -> None:
    assert output_of(["sh", "-c", "echo $LC_ALL; printf '\\377'"]) == "C\n\ufffd"


def test_a_program_that_is_not_there_or_does_not_end() -> None:
    assert output_of(["deskready-has-no-such-program"]) == ""
    assert output_of(["sleep", "30"], seconds=0.1) == ""
