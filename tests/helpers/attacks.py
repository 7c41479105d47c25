"""Texts that attack a terminal, a markup parser or a reader's eye."""

ATTACKS = {
    "style": "[red]owned[/]",
    "closing tag": "owned[/]",
    "closing of nothing": "ISP [/foo] owned",
    "link": "[link=javascript:alert(1)]owned[/link]",
    "action": "[@click=app.quit]owned[/]",
    "action of the screen": "[@click=screen.dismiss]owned[/]",
    "upper case": "[B]owned[/B]",
    "blank in a tag": "[ red]owned",
    "variable": "[$accent]owned[/] $name $$",
    "half a tag": "owned [",
    "backslash": "owned\\",
    "clear the screen": "\x1b[2J\x1b[HFAKE: ALL CHECKS PASSED owned",
    "window title": "\x1b]2;owned\x1b\\",
    "clipboard": "\x1b]52;c;cHduZWQ=\x07owned",
    "device control": "\x1bP+q544e\x1b\\owned",
    "C1": "\x9b31mowned\x9d0;owned\x9c",
    "NUL and bell": "owned\x00\x07\x08\x0c\x0e",
    "bidirectional": "owned\u202egood\u2066\u2069\u200f",
    "invisible": "ow\u200bned\ufeff\u00ad\U000e0041",
}
"""Nineteen of them, by what they try. Each holds the word "owned", but for "invisible"."""


def _together(*names: str) -> str:
    return " ".join(ATTACKS[name] for name in names)


COMBINED = {
    "style": _together("style", "link"),
    "actions": _together("action", "action of the screen"),
    "tags": _together("closing tag", "closing of nothing", "upper case", "variable"),
    "blank in a tag": ATTACKS["blank in a tag"],
    "half a tag": ATTACKS["half a tag"],
    "backslash": ATTACKS["backslash"],
    "screen": _together("clear the screen", "window title"),
    "device": _together("clipboard", "device control", "C1"),
    "characters": _together("NUL and bell", "bidirectional", "invisible"),
}
"""All of them, together where none hides another, and no longer than a title may be: for tests that take seconds."""
