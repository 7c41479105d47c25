from deskready.core.errors import CheckError, DeskreadyError, UsageError


def test_an_error_reads_as_one_sentence_and_what_to_do() -> None:
    assert str(UsageError("No such file.", "Check the spelling.")) == "No such file. Check the spelling."
    assert str(UsageError("No such file.")) == "No such file."
    assert UsageError("No such file.", "Check.").remedy.words == "Check."


def test_all_have_one_base() -> None:
    assert issubclass(UsageError, DeskreadyError)
    assert issubclass(CheckError, DeskreadyError)
