import json

from deskready.core.audit.encoding import decode
from deskready.formats.as_json import render
from helpers.samples import sample_audit


def test_json_is_the_whole_record() -> None:
    text = render(sample_audit())
    assert decode(text.encode(), "f") == sample_audit()
    found = json.loads(text)
    assert found["readiness"] == "not ready"
    assert found["checks"][0]["runs"][-1]["measurements"][0]["low"] == 3.0
