from deskready_checks.internet.reachability.finding import Failure


def test_each_failure_has_words_of_its_own() -> None:
    assert len({failure.reason for failure in Failure}) == len(Failure)
    for failure in Failure:
        assert not failure.reason.words.endswith(".")
        assert failure.remedy.words.endswith(".")
