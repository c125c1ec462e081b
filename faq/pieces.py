"""Takes a message apart that asks several things: by its sentences, by its clauses, by what it lists. Grammar alone; it knows no entry.

People ask two things in one breath ("임기는 몇 년이고 연임도 되나요", "세율이랑 기한 알려 주세요"). What is no question of its own, such
as a case told before one, stays with the question beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: More than so many questions in one message are no list of questions.
MOST = 4
#: A list names things: its last one, with the verb, is so many words at most.
LISTED = 6


def _with_tail(*tails: int) -> str:
    """Syllables that end in one of these letters, by their number."""
    return "".join(chr(code) for code in range(0xAC00, 0xD7A4) if (code - 0xAC00) % 28 in tails)


_PAST = re.sub("[있겠]", "", _with_tail(20))
#: What makes a verb mean "whether"; nouns that end alike (별지, 편지, 기준지 ...) are left out.
_WHETHER = f"[는은인한된던진온린운른닌{re.sub('별', '', _with_tail(8))}]지"
_WHAT = "얼마|몇|며칠|언제|어디|누가|누구|뭐|뭘|뭔|무엇|무슨|어떻게|어떤|어느|어떡|왜"
_REQUEST = "알려|가르쳐|설명|정리해|궁금|여쭤|여쭙|문의|부탁|말해|말씀"
#: Asks by its words; or by an ending that only questions have; or by one that needs a question mark or the end of the message to be clear.
_WORDS = re.compile(f"{_WHAT}|{_REQUEST}")
_PLAIN = re.compile(rf"(?:나요|까요?|[은는인한된던]가요?|[죠지]요?|니까|나|[은는]요|도요|{_WHETHER}(?:요|도요)?)$")
_VAGUE = re.compile(r"(?:[돼되해세]요|[어아와려]요|법|방법|기한|기준|절차|조건|시기|서류)$")
_TELLS = re.compile(
    rf"(?:[{_PAST}](?:어요|는데요?|네요|대요|거든요|다|어)|니다|거든요|[던은인한]데요?|려고요?|래요|[해아어]서요|네요|싶어요|이에요|예요)$"
)
#: Where sentences end: signs, line breaks, and polite endings after which many set no sign.
_SENTENCE = re.compile(r"([?!\n]+|\.\s|[.,]?\s(?:아\s)?(?:그리고|또)\s|(?<=[가-힣][요죠])(?<![필주수개중]요),?\s)")
#: A clause that goes on with another; nouns that end alike (신고, 공고 ...) do not.
_CLAUSE = re.compile(
    rf"(?<![신공광경재창해참예금사최권국선보])고,?\s(?!싶|있|나서|나면|나니)|(?<={_WHETHER})(?:이?랑|하고|와|도)?,?\s(?!않|못|말|마|아닌|확인|판단)"
)
_LIST = re.compile(r"(?:(?<=[가-힣0-9A-Za-z]{2})|(?<=[법데것]))(?:이랑|랑|하고|과|와|,)\s(?!싶|나서|나면|있|같|달리|다르|다른)|\s및\s")
#: Two things are asked about together, not one after the other.
_TOGETHER = re.compile(
    r"(?:^|\s)(?:중|중에|중에서|가운데|둘|서로|같이|함께|합|동시|겸)|한꺼번|차이|다른|달라|다르|같은|구분|구별|사이|상계|묶|비교|바꾸|바꿀"
)
#: A piece of a word goes on with the piece before it, unless it says that it follows.
_FOLLOWS = re.compile(r"(?:[은는]요|도요)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One question of a message."""

    text: str
    #: It is a sentence or a clause; else one thing of a list.
    asks: bool = True


def take_apart(text: str) -> list[Piece]:
    """The questions of a message when they are several; an empty list for one."""
    pieces = [piece for sentence in _sentences(text) for piece in _clauses(sentence)]
    return pieces if 1 < len(pieces) <= MOST else []


def _sentences(text: str) -> list[str]:
    """Sentences that ask; what is only told goes to the next one, or to the one before."""
    parts = _SENTENCE.split(text)
    found, told = list[str](), ""
    signs = [*parts[1::2], ""]
    for said, sign in zip((one.strip(" .,~") for one in parts[::2]), signs, strict=True):
        if not said:
            continue
        alone = found and len(said.split()) == 1 and not told and not _FOLLOWS.search(said)
        if alone or (found and said.startswith("아니면")):
            found[-1] = f"{found[-1]} {said}"
        elif _is_question(said, sign):
            found.append(f"{told} {said}".strip())
            told = ""
        else:
            told = f"{told} {said}".strip()
    if told and found:
        found[-1] = f"{found[-1]} {told}"
    return found or [text]


def _is_question(said: str, sign: str) -> bool:
    """A question by its own words, or by the sign behind it."""
    if "?" in sign or _WORDS.search(said) or _PLAIN.search(said):
        return True
    return sign.strip(" \n") == "" and bool(_VAGUE.search(said)) and not _TELLS.search(said)


def _clauses(sentence: str) -> Iterator[Piece]:
    """The clauses that ask, each for itself; the things of a list where there is one clause."""
    begin, clauses = 0, list[str]()
    for match in _CLAUSE.finditer(sentence):
        left, right = sentence[begin : match.end()].strip(" ,"), sentence[match.end() :]
        asked = _WORDS.search(left) or re.search(f"{_WHETHER}(?:이?랑|하고|와|도)?$", left)
        if asked and _says_more(right):
            clauses.append(left)
            begin = match.end()
    clauses.append(sentence[begin:].strip())
    if len(clauses) > 1:
        yield from (Piece(text=clause) for clause in clauses)
    else:
        yield from _listed(sentence)


def _says_more(right: str) -> bool:
    """More than a word of asking is left, and it is a question of its own."""
    words = [word for word in right.split() if not re.match(f"{_REQUEST}|주세요|줘|좀|주시|헷갈|걱정|모르|봅니다|드립", word)]
    return len(words) > 1 and _is_question(right.strip(" .?!"), "")


def _listed(sentence: str) -> Iterator[Piece]:
    """The things of a list, each with the verb that serves all of them."""
    parts = [part.strip() for part in _LIST.split(sentence) if part.strip()]
    last = parts[-1] if parts else ""
    general = _WORDS.search(last) or not re.search(r"[요죠까다]$", last)
    if not 1 < len(parts) < MOST or not general or _TOGETHER.search(sentence) or len(last.split()) > LISTED:
        yield Piece(text=sentence)
        return
    verb = _verb(last.split()[1:])
    yield from (Piece(text=" ".join((part, *verb)), asks=False) for part in parts[:-1])
    yield Piece(text=last, asks=False)


def _verb(words: list[str]) -> list[str]:
    """What serves all things of a list: from the word that asks on, or the last one."""
    asking = [place for place, word in enumerate(words) if re.match(_WHAT, word)]
    return words[asking[0] :] if asking else words[-1:]
