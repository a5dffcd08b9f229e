"""What each line of an article is: headline, body, caption, promotional line and so on.

Text copied from a news page carries lines that do not tell the story. They are kept, with their
kind, since a promotional line can itself be partisan; but they are not the article's body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stancekit.model import Article, Segment, SegmentKind, Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")

# Limits in words, from reading news pages: a headline is rarely longer than 25 words, a heading
# within a text than 12, a byline than 12, a line of page furniture than 30.
_MOST_HEADLINE, _MOST_HEADING, _MOST_BYLINE, _MOST_FURNITURE = 25, 12, 12, 30
_REPEATED = 5  # first lines among which a copied page may give its headline again
_LONG = 1000  # characters: no caption, link or note is longer, and patterns need not look

_CREDIT = re.compile(
    r"\((?:(?=[^()]*[a-z])[^()\d]*/[^()\d]*|[^()]*\b(?:via|Photo|Photos|Photograph|Image|Images|Getty|AP|AFP|Reuters"
    r"|EPA|File|Handout|Courtesy|Screenshot|Picture|Pictures)\b[^()]*)\)\.?$"
    r"|\b(?:Photo|Photograph|Image|Picture|Credit|Illustration)s?(?: by| credit)?: ?[^.]{2,80}\.?$"
)
# A credit on a line of its own: "Ida Marrow/Pan-Coastal Press via AP".
_CREDIT_LINE = re.compile(r"[A-Z][\w.' -]{2,40}/[A-Z][\w.&' -]{1,60}$")
_AGENCY_LINE = re.compile(
    r"(?:the )?(?:associated press|reuters|agence france-presse|afp|ap|bloomberg"
    r"|press association)$",
    re.I,
)
_CAPTION_START = re.compile(
    r"(?:photo|image|picture|pictured|caption|file photo|file)\s?(?::|--?|—)", re.I
)
_FULL_DATE_END = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, \d{4}\.$"
    r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December),? \d{4}\.$"
)
# Captions tell in the present tense what is to be seen.
_SEEN = re.compile(
    r"\b(?:left|right|cent(?:er|re)|pictured|(?:is|are) (?:seen|shown|displayed|pictured)|shows?"
    r"|showing|poses?|posing|speaks?|attends?|holds?|gestures?|waves?|walks?|arrives?|stands?"
    r"|looks?|listens?|shakes?|greets?|meets?|follows?|carry|carries|wait|waits|inspects?)\b"
)
_PAST = re.compile(r"\b(?:was|were|had|did|said|told|has been|have been)\b")

_PROMO_START = re.compile(
    r"(?:click here|read (?:more|next|also|the full)"
    r"|more (?:from|on this|stories|news|top stories)\b|also read|see also|related|recommended"
    r"|watch|listen|subscribe|sign up|sign in|log in"
    r"|get (?:the|our|.{1,40} in your inbox)|download (?:the|our)"
    r"|join (?:our|us)"
    r"|follow (?:us|along)|like us|share (?:this|on)|advertisements?|email \*|sponsored"
    r"|newsletter|trending"
    r"|most (?:read|popular|viewed)|you (?:may|might) (?:also )?like|support our|donate|don't miss"
    r"|continue reading|story continues|live updates|exclusive offer|view comments on)\b",
    re.I,
)
# These begin links, but sentences as well: "Related measures were approved on Monday."
_NOT_ASKING = re.compile(
    r"(?:related|recommended|trending|more|most|watch|listen|donate|advertisements?|sponsored|live"
    r"|exclusive|share|support)\b",
    re.I,
)
# From one of these lines on, everything is links to other stories.
_PROMO_REST = re.compile(
    r"(?:more from .{1,40}|related (?:stories|articles|posts|news|topics|coverage)"
    r"|you (?:may|might) (?:also )?like|most (?:read|popular)|trending(?: now)?"
    r"|recommended(?: for you)?"
    r"|more stories|see also|read (?:more|next)):?$",
    re.I,
)
_COMMENT = re.compile(
    r"(?:no|\d+) comments?\b.{0,20}$|comments?(?: \(\d+\)| section)?:?$"
    r"|(?:post|leave|add) a (?:comment|reply)\b"
    r"|leave a reply\b|(?:view|show|join) (?:all |the )?(?:\d+ )?(?:comments|conversation)\b",
    re.I,
)
_BYLINE = re.compile(
    r"(?:By|BY|by):? [A-Z][\w.'-]+(?: (?:and|AND|[A-Z(][\w.,'-]*|,|\||of|in|for|the)){0,12}$"
    r"|(?i:(?:(?:first |last )?(?:published|updated|posted)|(?:written|reported|edited) by)\b"
    r".{0,80}$)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE_ONLY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4})"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?.{0,8})?\.?$",
    re.I,
)
_ROLE = (
    r"(?:author|columnist|writer|analyst|fellow|editor|professor|reporter|correspondent|host"
    r"|contributor|journalist|freelancer|director|lecturer|commentator|strategist|producer"
    r"|researcher|historian|scholar|novelist|blogger|consultant|essayist)"
)
_BIO_NAME = re.compile(
    r"(?:About the )?[A-Z][\w'-]+(?: [A-Z][\w.'-]*){1,3}"
    r" (?:is|was|has been|writes|covers|reports)\b.{0,160}?"
    rf"\b(?:{_ROLE}s?\b|for this (?:paper|site))"
)
_BIO_START = re.compile(
    r"(?:about the (?:author|writer)|the (?:author|writer|views expressed)\b"
    r"|this (?:article|column|piece|story) (?:was )?(?:first|originally)\b"
    r"|(?:twitter: ?@|follow \w+ (?:\w+ )?on (?:twitter|x|facebook|bluesky)))",
    re.I,
)
_ENDS_SENTENCE = re.compile(r"[.!?…]['\")\]]*$")
_ADDRESS = re.compile(r"https?:|www\.|@")
_LETTERS = re.compile(r"[^\W\d_]")


def find_segments(article: Article, plain: str) -> tuple[Segment, ...]:
    """Each line that is not blank, without the white space around it, and its kind."""
    lines = _lines(plain)
    kinds = _kinds(article, plain, lines)
    return tuple(Segment(kind, *line) for kind, line in zip(kinds, lines, strict=True))


def _lines(plain: str) -> list[Span]:
    lines = []
    for match in _LINE.finditer(plain):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.end() - (len(line) - len(line.rstrip()))
        if start < end:
            lines.append(Span(start, end))
    return lines


def _kinds(article: Article, plain: str, lines: Sequence[Span]) -> list[SegmentKind]:
    texts = [plain[start:end] for start, end in lines]
    last_paragraph = max(
        (i for i, text in enumerate(texts) if text.count(" ") >= _MOST_FURNITURE), default=0
    )
    kinds: list[SegmentKind] = []
    rest: SegmentKind | None = None
    for i, text in enumerate(texts):
        kind = rest or _line_kind(article, i, len(texts), text)
        if kind == "comment":
            rest = "comment"
        elif kind == "promo" and i > last_paragraph and _PROMO_REST.match(text):
            rest = "promo"  # the story does not go on behind these links
        kinds.append(kind)
    _settle_questions(texts, kinds)
    _mark_repeated(texts, kinds)
    _mark_bios(article, texts, kinds)
    return kinds


def _mark_repeated(texts: Sequence[str], kinds: list[SegmentKind]) -> None:
    """A headline that stands again before the story is told once."""
    headline = _folded(texts[0]) if kinds[:1] == ["headline"] else ""
    if not headline:
        return
    for i, text in enumerate(texts[1:_REPEATED], 1):
        is_repeated = len(text) <= _LONG and _folded(text) == headline
        if is_repeated and kinds[i] == "body" and "body" in kinds[i + 1 :]:
            kinds[i] = "heading"


def _settle_questions(texts: Sequence[str], kinds: list[SegmentKind]) -> None:
    """A line that asks is a heading only where others head the text as well: else it is told."""
    asks = [
        kind == "heading" and text.endswith("?") for text, kind in zip(texts, kinds, strict=True)
    ]
    if kinds.count("heading") > sum(asks):
        return
    for i, is_question in enumerate(asks):
        if is_question:
            kinds[i] = "body"


def _line_kind(article: Article, i: int, count: int, line: str) -> SegmentKind:
    words = line.count(" ") + 1
    if i == 0 and _is_headline(article, count, line, words):
        return "headline"
    if len(line) > _LONG:
        return "body"
    if _is_caption(line, words):
        return "caption"
    if words <= _MOST_FURNITURE:
        if _COMMENT.match(line):
            return "comment"
        if _PROMO_START.match(line) and not _is_running_text(line, words):
            return "promo"
        if words <= _MOST_BYLINE and (
            _is_byline(article, line) or _DATE_ONLY.match(line) or _AGENCY_LINE.match(line)
        ):
            return "byline"
        if _is_capitals(line):
            return "promo" if words >= 5 else "heading"
    if words <= _MOST_HEADING and 0 < i < count - 1 and _is_heading(line):
        return "heading"
    return "body"


def _is_headline(article: Article, count: int, line: str, words: int) -> bool:
    if article.title and _folded(line) == _folded(article.title):
        return True
    if (
        count < 2
        or words > _MOST_HEADLINE
        or len(line) > _LONG
        or (_ENDS_SENTENCE.search(line) and not line.endswith("?"))
    ):
        return False
    return not _is_byline(article, line) and not _DATE_ONLY.match(line)


def _folded(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.lower()))


def _is_caption(line: str, words: int) -> bool:
    if words > 90:
        return False
    if (
        ((":" in line or ")" in line[-2:]) and _CREDIT.search(line))
        or _CREDIT_LINE.match(line)
        or (_CAPTION_START.match(line) and words > 2)
    ):
        return True
    return bool(
        words <= 60
        and line[-5:-1].isdigit()
        and _FULL_DATE_END.search(line)
        and _SEEN.search(line)
        and not _PAST.search(line)
    )


def _is_running_text(line: str, words: int) -> bool:
    """Whether it is a full sentence that merely begins like a link."""
    if not _ENDS_SENTENCE.search(line) or line[:3].upper() == line[:3]:
        return False
    return words > 12 or (words > 5 and not line.endswith("!") and bool(_NOT_ASKING.match(line)))


def _is_byline(article: Article, line: str) -> bool:
    if article.author and _folded(line) in (
        _folded(article.author),
        _folded(f"by {article.author}"),
    ):
        return True
    return bool(_BYLINE.match(line)) and not _ENDS_SENTENCE.search(line)


def _is_capitals(line: str) -> bool:
    letters = [char for char in line[:400] if char.isalpha()]
    upper = sum(char.isupper() for char in letters)
    return len(letters) >= 8 and upper >= 0.9 * len(letters)


def _is_heading(line: str) -> bool:
    return (
        line[0].isupper()
        and not line.endswith((".", "!", ",", ";", ":", "…", '"', "'"))
        and bool(_LETTERS.search(line))
        and not _ADDRESS.search(line)
    )


def _mark_bios(article: Article, texts: Sequence[str], kinds: list[SegmentKind]) -> None:
    """Author notes stand behind the story: only the last three lines of text are looked at."""
    looked = 0
    for i in range(len(texts) - 1, 0, -1):
        if kinds[i] != "body":
            continue
        looked += 1
        if looked > 3 or not _is_bio(article, texts[i]):
            return
        kinds[i] = "bio"


def _is_bio(article: Article, line: str) -> bool:
    if article.author and line.lower().startswith(
        (f"{article.author.lower()} is ", f"{article.author.lower()} was ")
    ):
        return True
    return bool(_BIO_NAME.match(line) or _BIO_START.match(line))
