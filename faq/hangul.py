"""Tables of the Korean script: letters of a syllable, the keyboard, neighbours on it, numbers in words."""

import re

_FIRST, _LAST = 0xAC00, 0xD7A3
LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS: tuple[str, ...] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
#: Letters that are typed with two strokes.
STROKES = {
    **{"ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ"},
    **{"ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ"},
    **{"ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ"},
}
_JOINED = {strokes: letter for letter, strokes in STROKES.items()}

#: The two-set keyboard: Latin key to Korean letter.
KEYS = dict(zip("qwertyuiopasdfghjklzxcvbnmQWERTOP", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ", strict=True))
LATIN = {letter: key for key, letter in KEYS.items()}
_ROWS = ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ")


def _neighbours() -> dict[str, str]:
    near: dict[str, str] = {}
    for row, letters in enumerate(_ROWS):
        for column, letter in enumerate(letters):
            around = [
                (row, column - 1),
                (row, column + 1),
                (row - 1, column),
                (row - 1, column + 1),
                (row + 1, column - 1),
                (row + 1, column),
            ]
            near[letter] = "".join(_ROWS[r][c] for r, c in around if 0 <= r < len(_ROWS) and 0 <= c < len(_ROWS[r]))
    return near


#: Keys that a finger hits by mistake.
NEIGHBOURS = _neighbours()


class _Strokes(dict[int, str]):
    """Strokes by code of the sign, worked out when it is first met: few of eleven thousand syllables are ever used."""

    def __missing__(self, code: int) -> str:
        found = chr(code)
        if _FIRST <= code <= _LAST:
            lead, rest = divmod(code - _FIRST, 588)
            vowel, tail = divmod(rest, 28)
            found = "".join(STROKES.get(letter, letter) for letter in (LEADS[lead], VOWELS[vowel], TAILS[tail]))
        self[code] = found
        return found


_STROKES_OF = _Strokes({ord(letter): typed for letter, typed in STROKES.items()})


def strokes(text: str) -> str:
    """The keys one presses to type the text."""
    return text.translate(_STROKES_OF)


#: Single letters follow the plain signs, so that every stroke takes one byte.
_ONE_BYTE = {code: code - 0x3131 + 0x80 for code in range(0x3131, 0x3164)}
_LETTERS = {byte: code for code, byte in _ONE_BYTE.items()}


def compact(typed: str) -> str:
    """Strokes with one byte each: half the memory, and faster to compare."""
    return typed.translate(_ONE_BYTE)


def loose(typed: str) -> str:
    """Back to the strokes as letters."""
    return typed.translate(_LETTERS)


def initials(text: str) -> str:
    """First letter of each syllable; everything else stays."""
    return "".join(LEADS[(ord(sign) - _FIRST) // 588] if _FIRST <= ord(sign) <= _LAST else sign for sign in text)


def is_syllable(sign: str) -> bool:
    """A complete syllable, not a single letter."""
    return _FIRST <= ord(sign) <= _LAST


def compose(letters: str) -> str:
    """Syllables from a run of strokes, the way a keyboard driver joins them."""
    joined: list[str] = []
    for letter in letters:
        if joined and (grown := _grow(joined, letter)):
            joined[-1:] = grown
        else:
            joined.append(letter)
    return "".join(joined)


def _grow(joined: list[str], letter: str) -> tuple[str, ...]:
    """What the last sign becomes when `letter` is typed after it; empty when it stays as it is."""
    last = joined[-1]
    if last in LEADS and letter in VOWELS:
        return (chr(_FIRST + LEADS.index(last) * 588 + VOWELS.index(letter) * 28),)
    if last in VOWELS and last + letter in _JOINED:
        return (_JOINED[last + letter],)
    if not is_syllable(last):
        return ()
    block, tail = divmod(ord(last) - _FIRST, 28)
    if letter in VOWELS:
        return _move_tail(block, tail, letter)
    if tail == 0:
        return (chr(ord(last) + TAILS.index(letter)),) if letter in TAILS else ()
    both = _JOINED.get(TAILS[tail] + letter, "?")
    return (chr(ord(last) - tail + TAILS.index(both)),) if both in TAILS else ()


def _move_tail(block: int, tail: int, vowel: str) -> tuple[str, ...]:
    """A vowel after a syllable joins its vowel or takes its last consonant along."""
    bare = _FIRST + block * 28
    if tail == 0:
        both = _JOINED.get(VOWELS[block % 21] + vowel, "?")
        return (chr(bare + (VOWELS.index(both) - block % 21) * 28),) if both in VOWELS else ()
    parts = STROKES.get(TAILS[tail], TAILS[tail])
    kept, lead = parts[:-1], parts[-1]
    moved = chr(_FIRST + LEADS.index(lead) * 588 + VOWELS.index(vowel) * 28)
    return (chr(bare + TAILS.index(kept)), moved)


_UNITS = "명|사람|분|인|개|곳|번|시간|달|살|주|가지|군데|차례|배|달치|개월"
_NATIVE = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스무": 20}
_NATIVE_NUMBER = re.compile(rf"(?<![가-힣])(열\s?)?({'|'.join(_NATIVE)})\s?(?=({_UNITS}))")
_DIGITS = {sign: value for value, sign in enumerate("영일이삼사오육칠팔구")}
_POWERS = {"십": 10, "백": 100, "천": 1000}
_SINO = "".join(_DIGITS) + "".join(_POWERS)
_COUNTED = "년|월|일|개월|명|인|원|만|억|퍼센트|프로|시간|회"
#: A single number word is read only before these: with others it is as often the start of another word (사회, 사원).
_SINO_NUMBER = re.compile(
    rf"(?<![가-힣\d])([{_SINO}]*[십백천][{_SINO}]*|[일이삼사오육칠팔구](?=년|개월|퍼센트|프로|인\s))(?=\s?({_COUNTED}))"
)
_MIXED_NUMBER = re.compile(rf"(\d+)([십백천])(?=\s?({_COUNTED}))")


def digits(text: str) -> str:
    """Counted numbers in words become digits."""
    text = _NATIVE_NUMBER.sub(lambda found: str((10 if found[1] else 0) + _NATIVE[found[2]]), text)
    text = _MIXED_NUMBER.sub(lambda found: str(int(found[1]) * _POWERS[found[2]]), text)
    return _SINO_NUMBER.sub(lambda found: str(_sino(found[1])), text)


def _sino(words: str) -> int:
    total, unit = 0, 0
    for sign in words:
        if sign in _POWERS:
            total, unit = total + (unit or 1) * _POWERS[sign], 0
        else:
            unit = _DIGITS[sign]
    return total + unit


#: What may follow a noun of one syllable without making it another word.
PARTICLES = (
    *("이", "가", "은", "는", "을", "를", "에", "의", "도", "만", "로", "으로", "과", "와", "랑", "이랑", "하고", "까지", "부터"),
    *("에서", "에게", "한테", "보다", "처럼", "마다", "뿐", "이나", "나", "이라", "라", "이면", "면", "요", "이요", "이고", "이란", "예요"),
)

#: How a follow-up on the question before begins or ends.
LINKS = frozenset(("그럼", "그러면", "그렇다면", "그건", "그거", "그게", "그때", "그리고", "혹시", "그중"))
AGAIN = ("은요", "는요", "도요", "이요", "에서는요", "경우는", "경우에는", "은", "는")
