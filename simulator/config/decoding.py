"""From the bytes of a file that a person wrote to text: UTF-8, or UTF-16 that says so."""

_MARKS = (  # of an encoding, at the beginning; the longer first
    (b"\xff\xfe\x00\x00", "UTF-32", None),
    (b"\x00\x00\xfe\xff", "UTF-32", None),
    (b"\xef\xbb\xbf", "UTF-8", "utf-8-sig"),
    (b"\xff\xfe", "UTF-16", "utf-16"),
    (b"\xfe\xff", "UTF-16", "utf-16"),
)


class EncodingError(ValueError):
    """Bytes in another encoding: which it probably is, and the first line that shows it."""

    def __init__(self, encoding: str, line: int) -> None:
        super().__init__(encoding)
        self.encoding, self.line = encoding, line


def decoded(data: bytes) -> str:
    """The text, with lines that end as here; a byte-order mark is no part of it.

    Raises:
        EncodingError: no UTF-8, nor marked UTF-16.
    """
    mark = next((each for each in _MARKS if data.startswith(each[0])), None)
    name, codec = (mark[1], mark[2]) if mark else ("Windows-1252", "utf-8")
    if mark is None and b"\x00" in data:
        name, codec = "UTF-16", None
    if codec is None:
        raise EncodingError(name, 1)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise EncodingError(name, data.count(b"\n", 0, error.start) + 1) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
