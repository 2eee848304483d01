"""No reply is ever longer than the platform carries."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.wechat.outbound import render_text
from handlers.paging import LIMIT, first_page
from handlers.turn import Choice, Reply

texts = st.text(st.characters(codec="utf-8"), max_size=3000)
labels = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
choices = st.lists(st.builds(Choice, labels, labels), max_size=4).map(tuple)


@given(texts, choices)
@example("长" * 900, (Choice('"' * 40, "&" * 40),) * 4)
def test_a_page_fits_into_one_message(text: str, given_choices: tuple[Choice, ...]) -> None:
    page, _ = first_page(Reply(text, given_choices))
    assert len(render_text(page).encode()) <= LIMIT


@given(texts)
def test_all_pages_together_hold_the_whole_text(text: str) -> None:
    """Nothing is lost between pages but the blanks at a cut."""
    pages, rest = [], text
    while rest:
        page, following = first_page(Reply(rest))
        assert len(following) < len(rest)
        pages.append(page.text.removesuffix("……（回复“更多”看下文）") if following else page.text)
        rest = following
    assert "".join("".join(pages).split()) == "".join(text.split())


def test_a_choice_is_a_line_to_tap_that_tells_its_number() -> None:
    rendered = render_text(Reply("好", (Choice("看法条", "看法条"),)))
    assert 'msgmenucontent=看法条&msgmenuid=看法条">1 看法条</a>' in rendered
