import pytest

from stancekit import Actor, Article, StancekitError, load_actors, read

STATES = load_actors("Russia, Iran, Israel, United States")
PUTIN = Actor("Vladimir Putin", kind="person")


def mentions(text: str) -> list[tuple[str, str, str, bool]]:
    reading = read(Article("a", "Daily", text), [*STATES, PUTIN])
    return [(text[m.start : m.end], m.actor, m.kind, m.acting) for m in reading.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow spoke.", ("Moscow", "Russia", "seat", True)),
        ("The Kremlin’s envoy spoke.", ("Kremlin", "Russia", "seat", True)),
        ("RUSSIA SPOKE.", ("RUSSIA", "Russia", "name", True)),
        ("Then Putin spoke.", ("Putin", "Vladimir Putin", "name", True)),
        ("Then Vladimir Putin spoke.", ("Vladimir Putin", "Vladimir Putin", "name", True)),
        ("The U.S. spoke.", ("U.S.", "United States", "name", True)),
        ("In the US, he spoke.", ("US", "United States", "name", True)),
        ("Russian forces moved.", ("Russian", "Russia", "demonym", True)),
        ("An Israeli historian spoke.", ("Israeli", "Israel", "demonym", False)),
        ("Iranian-made drones flew.", ("Iranian", "Iran", "demonym", False)),
        ("A pro-Kremlin channel spoke.", ("Kremlin", "Russia", "seat", False)),
        ("The Russians left.", ("Russians", "Russia", "demonym", True)),
        ("The Russian engineer left.", ("Russian", "Russia", "demonym", False)),
        ("A former Putin aide left.", ("Putin", "Vladimir Putin", "name", False)),
        ("The Russia probe ended.", ("Russia", "Russia", "name", False)),
    ],
)
def test_a_mention(text: str, expected: tuple[str, str, str, bool]) -> None:
    assert mentions(text) == [expected]


@pytest.mark.parametrize("text", ["He told us so.", "a kremlin in Pskov", "Northwest of iranistan"])
def test_no_mention(text: str) -> None:
    assert mentions(text) == []


def test_a_longer_name_hides_the_shorter_one_in_it() -> None:
    reading = read(Article("a", "Daily", "New Mexico is no Mexico."), load_actors("Mexico"))
    assert [m.start for m in reading.mentions] == [17]


def test_names_with_marks_that_patterns_know_are_plain_names() -> None:
    actor = Actor("Front (A.B.*)", aliases=("C++ Group", "[Front"))
    text = "The Front (A.B.*) and the C++ Group."
    found = read(Article("a", "Daily", text), [actor]).mentions
    assert [text[m.start : m.end] for m in found] == ["Front (A.B.", "C++ Group"]


def test_a_name_of_two_actors_is_an_error() -> None:
    with pytest.raises(StancekitError, match="both 'One' and 'Two'"):
        read(Article("a", "Daily", "x"), [Actor("One", aliases=("Us",)), Actor("Two", ("Us",))])


def test_a_title_before_a_name_is_no_mention_of_its_own() -> None:
    text = "Mr. Putin knew that Mr. Putin’s offer failed."
    assert [one[0] for one in mentions(text)] == ["Putin", "Putin"]


STATES_ALL = load_actors("states")


@pytest.mark.parametrize("frame", ["The {} lied.", "The {} engineer lied.", "The {} have left."])
def test_all_demonyms_act_or_describe_alike(frame: str) -> None:
    acting = {}
    for state in STATES_ALL:
        for demonym in state.demonyms[:1]:
            found = read(Article("a", "D", frame.format(demonym)), [state]).mentions
            acting[demonym] = [mention.acting for mention in found]
    assert len({tuple(kinds) for kinds in acting.values()}) == 1, acting


def test_a_last_name_of_two_persons_is_nobodys() -> None:
    people = [Actor("Sara Tal", kind="person"), Actor("Ana Tal", kind="person")]
    text = "Tal spoke. Ana Tal left."
    found = read(Article("a", "D", text), people).mentions
    assert [text[m.start : m.end] for m in found] == ["Ana Tal"]


def test_a_short_last_name_is_not_an_abbreviation() -> None:
    person = Actor("Kim Jong Un", kind="person")
    text = "The UN said so. Un left."
    found = read(Article("a", "D", text), [person]).mentions
    assert [m.start for m in found] == [text.index("Un left")]


def test_a_suffix_is_no_last_name() -> None:
    person = Actor("Jon Vale Jr.", kind="person")
    text = "Orrin Pell Jr. met Vale."
    found = read(Article("a", "D", text), [person]).mentions
    assert [text[m.start : m.end] for m in found] == ["Vale"]
