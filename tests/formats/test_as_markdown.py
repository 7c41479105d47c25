import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from deskready.core.audit.walk import map_texts
from deskready.core.clean import has_harmful
from deskready.core.privacy.allow_list import public
from deskready.formats.as_markdown import escape, fenced, render
from helpers.samples import HOSTILE, WHO, sample_audit

ATTACKS = [
    HOSTILE,
    "# heading",
    "## heading ##",
    "[text](http://evil.example)",
    "[text][ref]",
    "[ref]: http://evil.example",
    "![image](http://evil.example/p.png)",
    "<http://evil.example>",
    "<b onmouseover=alert(1)>bold</b>",
    "<script>alert(1)</script>",
    "<!-- comment",
    "&lt;b&gt; &amp; &#35;",
    "http://evil.example www.evil.example evil.example mailto:a@evil.example a@evil.example",
    "a | b | c",
    "a \\| b",
    "trailing \\",
    "`code` ``more`` ```",
    "**bold** __bold__ *it* _it_ ~~gone~~",
    "- item",
    "+ item",
    "1. item",
    "1) item",
    "---",
    "===",
    "> quote",
    "    indented",
    "\ttab",
    "$x^2$ $$y$$",
    "@user #123 :smile:",
    "[^1] footnote",
    "[ ] task",
    "| --- |",
    "line\n# break\n\n<p>",
]
#: Everything that GitHub's flavour makes links of, and more: bare domain names too.
PARSER = MarkdownIt("gfm-like", {"html": True, "linkify": True})
BLOCKS = {"heading_open", "bullet_list_open", "list_item_open", "paragraph_open", "table_open", "td_open", "th_open"}


def tokens(text: str) -> list[Token]:
    found = []
    for token in PARSER.parse(text):
        found += [token, *(token.children or [])]
    return found


def shown(text: str) -> str:
    """The text that a reader sees."""
    return "".join(token.content for token in tokens(text) if token.type in ("text", "text_special"))


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "place", ["{}", "- {}", "- **{}**", "## a {}", "| a |\n| --- |\n| {} |", "  - Why: {}", "{} x"]
)
def test_foreign_text_is_shown_as_it_is(attack: str, place: str) -> None:
    plain = place.format("plain")
    kinds = [token.type for token in tokens(plain) if token.type not in ("text", "text_special")]
    found = tokens(place.format(escape(attack)))
    assert [token.type for token in found if token.type not in ("text", "text_special")] == kinds
    expected = shown(plain).replace("plain", " ".join(attack.split()))
    assert shown(place.format(escape(attack))) == expected.strip()


@given(st.text(alphabet=st.sampled_from("ab1. \\`*_{}[]()<>#+-!|~&:;/@=$^\"'\n\t%w"), max_size=30))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    for source, wanted in ((f"- {escape(text)} x", f"{text} x"), (f"- x {escape(text)}", f"x {text}")):
        assert {token.type for token in tokens(source)} <= {
            "bullet_list_open", "list_item_open", "paragraph_open", "inline", "text", "text_special",
            "paragraph_close", "list_item_close", "bullet_list_close",
        }  # fmt: skip
        assert shown(source).split() == wanted.split()


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_report_full_of_attacks_holds_no_link_image_or_html(attack: str) -> None:
    def poison(text: str, field: str) -> str:
        return text if field in ("id", "metric", "finished", "started") else f"{attack} {text}"

    for audit in (public(map_texts(sample_audit(), poison), who=WHO), map_texts(sample_audit(), poison)):
        rendered = render(audit)
        kinds = {token.type for token in tokens(rendered)}
        assert kinds.isdisjoint({"link_open", "image", "html_inline", "html_block", "code_inline", "s_open", "em_open"})
        assert "hr" not in kinds
        assert not re.search(
            r"<(?!/?(h\d|p|ul|li|strong|table|thead|tbody|tr|th|td|pre|code)\b)/?\w", visible(rendered)
        )


def visible(rendered: str) -> str:
    """The HTML of a report, without what stands in code blocks."""
    return re.sub(r"<pre>.*?</pre>", "", PARSER.render(rendered), flags=re.DOTALL)


def test_a_report_has_its_own_structure_and_no_other() -> None:
    def counts(text: str) -> dict[str, int]:
        kinds = [token.type for token in tokens(text)]
        return {kind: kinds.count(kind) for kind in ("heading_open", "table_open", "tr_open", "td_open", "fence")}

    def poison(text: str, field: str) -> str:
        return text if field in ("id", "metric", "finished", "started") else f"{text} {HOSTILE}\n# x | y"

    assert counts(render(map_texts(sample_audit(), poison))) == counts(render(sample_audit())) | {
        "fence": sum(bool(check.runs) for check in sample_audit().checks)
    }


def test_nothing_harmful_is_written() -> None:
    assert not has_harmful(render(map_texts(sample_audit(), lambda text, _field: text + "\x1b[2J\u202e")))


def test_numbers_and_words_stay_readable_in_the_source() -> None:
    for text in ("94.1 Mbit/s (3 to 3.4)", "12:30:45", "yes, no; (x) 'y'", "-52.3 dBFS", "Why: this"):
        assert escape(text) == text


@pytest.mark.parametrize("log", ["a\n```\n# b", "`````", "~~~\nx", "", "<b>", "a\n    b\n"])
def test_a_log_is_a_block_that_it_cannot_leave(log: str) -> None:
    found = PARSER.parse("x\n\n" + fenced(log) + "\n\ny")
    assert [token.type for token in found if token.level == 0 and token.type != "inline"] == [
        "paragraph_open", "paragraph_close", "fence", "paragraph_open", "paragraph_close",
    ]  # fmt: skip
    assert html.unescape(next(token for token in found if token.type == "fence").content) == log.rstrip() + "\n"
