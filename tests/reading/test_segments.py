import pytest

from stancekit import Article, read

STORY = "The ferry sank in fog on Wednesday, and nine people died, the harbour authority said."


def kinds(text: str, **fields: str) -> list[str]:
    return [segment.kind for segment in read(Article("a", "Daily", text, **fields)).segments]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Passengers wait at Port Selm. (Ida Marrow/Pan-Coastal Press)", "caption"),
        ("FILE PHOTO: A cutter leaves the harbour of Kessim, April 2, 2031.", "caption"),
        ("Envoy Noor Castellane, left, greets Ilse Varden in Ostrel on April 3, 2031.", "caption"),
        ("READ MORE: Inside the ghost ship", "promo"),
        ("CLICK HERE TO SIGN OUR PETITION", "promo"),
        ("WHY THE GOVERNMENT IS AFRAID OF THE TRUTH", "promo"),
        ("Sign up for our newsletter", "promo"),
        ("Advertisement", "promo"),
        ("By Ida Marrow", "byline"),
        ("Published April 17, 2031", "byline"),
        ("17 April 2031", "byline"),
        ("What the radar saw", "heading"),
        ("But who is to blame?", "body"),
        ("Ida Marrow/Pan-Coastal Press via AP", "caption"),
        ("ASSOCIATED PRESS", "byline"),
        ("The council met (17/4).", "body"),
        ("The treaty covers thirty states of the area (EU/EEA).", "body"),
        ("By night the streets are empty", "heading"),
        ("Watch: The moment the cutter struck", "promo"),
        ("Related measures were approved by parliament on Monday.", "body"),
        ("This story is far from over, the mayor said.", "body"),
        ("Officials said so.", "body"),
        ("“It was like a wall,” she said.", "body"),
        ("The council met in Ostrel on April 3, 2031.", "body"),
        ("Related questions were left open by the council, which meets again on Friday.", "body"),
    ],
)
def test_a_line_within_a_story(line: str, kind: str) -> None:
    assert kinds(f"Nine dead in strait\n{STORY}\n{line}\n{STORY}\n{STORY}")[2] == kind


@pytest.mark.parametrize(
    ("first", "title", "kind"),
    [
        ("Nine dead in strait", None, "headline"),
        ("Nine dead in strait: why?", None, "headline"),
        ("A whole sentence stands here.", None, "body"),
        ("A whole sentence stands here.", "A whole sentence stands here", "headline"),
        ("NINE DEAD IN SELM STRAIT AFTER CRASH", None, "headline"),
    ],
)
def test_the_first_line(first: str, title: str | None, kind: str) -> None:
    fields = {"title": title} if title else {}
    assert kinds(f"{first}\n{STORY}", **fields)[0] == kind


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("Jon Vale is a columnist for The Free Keel.", ["bio"]),
        ("About the author", ["bio"]),
        ("More From Author\n\nWhat other ports do.\n\nPort chief sacked", ["promo"] * 3),
        ("No comments:\nPost a Comment\nI saw it too.", ["comment"] * 3),
    ],
)
def test_the_end_of_a_page(tail: str, expected: list[str]) -> None:
    assert kinds(f"{STORY}\n{STORY}\n{tail}")[2:] == expected


def test_a_question_heads_a_text_only_among_other_headings() -> None:
    text = f"Title\n{STORY}\nWhat the radar saw\n{STORY}\nWho is to blame?\n{STORY}"
    assert kinds(text) == ["headline", "body", "heading", "body", "heading", "body"]


def test_a_headline_given_twice_is_told_once() -> None:
    assert kinds(f"The Ferry Sank\nThe ferry sank.\n{STORY}") == ["headline", "heading", "body"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port is shut\nThe port is shut.", ["headline", "body"]),
        (f"—\n—\n{STORY}", ["headline", "body", "body"]),
    ],
)
def test_what_is_no_headline_twice(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_a_named_author_is_known_in_byline_and_note() -> None:
    text = f"Title\nIDA MARROW\n{STORY}\nIda Marrow is from Quill."
    assert kinds(text, author="Ida Marrow") == ["headline", "byline", "body", "bio"]


def test_segments_hold_no_white_space_around_them() -> None:
    text = "  Title \n\n\t" + STORY + "  \r\n"
    reading = read(Article("a", "Daily", text))
    assert [text[s.start : s.end] for s in reading.segments] == ["Title", STORY]


def test_nothing_gives_nothing() -> None:
    assert kinds(" \n\t\n") == []
