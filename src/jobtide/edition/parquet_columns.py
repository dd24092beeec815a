"""A Parquet file of which some columns are others: the rest is copied as it lies. Pure.

To write a table again takes many times as long, and gives the same bytes of each column whose values are the same: the
writer does not look at the others. What a file says of its columns stands in its footer (parquet.thrift of
apache/parquet-format, in Thrift's compact protocol), of which only places and sizes are other then.
"""

_MAGIC = b"PAR1"
_I8, _I64, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 3, 6, 7, 8, 9, 10, 12
_BOOLEANS, _WHOLE = (1, 2), (4, 5, 6)
# Of a file, a row group, a column in it, and what is said of that column.
_ROW_GROUPS, _CREATED_BY = 4, 6
_COLUMNS, _GROUP_BYTES, _ROWS, _GROUP_BEGINS, _GROUP_COMPRESSED = 1, 2, 3, 5, 6
_COLUMN_ENDS, _SAID, _KNOWN_OF_COLUMN = 2, 3, {2, 3}
_PATH, _BYTES, _COMPRESSED, _DATA, _DICTIONARY = 3, 6, 7, 9, 11
_PLACES_UNKNOWN = {10, 14}  # of an index page and of a bloom filter, which are not written


def columns_replaced(file: bytes, columns: bytes) -> bytes | None:
    """The `file` with the columns of another one, which has some of its columns for the same rows.

    None where different software wrote the two, or they hold what is not known here: the table has to be written then.
    """
    said, new = _footer(file), _footer(columns)
    if said is None or new is None or _field(said, _CREATED_BY) != _field(new, _CREATED_BY):
        return None
    groups, others = _field(said, _ROW_GROUPS)[1], _field(new, _ROW_GROUPS)[1]
    rows = [[_field(group, _ROWS) for group in each] for each in (groups, others)]
    if rows[0] != rows[1] or not all(map(_known, (*groups, *others))):
        return None
    pieces, at = [_MAGIC], len(_MAGIC)
    for group, other in zip(groups, others, strict=True):
        instead = {_path(column): column for column in _field(other, _COLUMNS)[1]}
        chosen = [instead.get(_path(column), column) for column in _field(group, _COLUMNS)[1]]
        begins = at
        for column in chosen:
            place, size = _place(column)
            pieces.append((columns if column is instead.get(_path(column)) else file)[place : place + size])
            _move(column, at - place)
            at += size
        _set(group, _COLUMNS, (_STRUCT, chosen))
        _set(group, _GROUP_BYTES, sum(_field(_field(column, _SAID), _BYTES) for column in chosen))
        _set(group, _GROUP_COMPRESSED, at - begins)
        _set(group, _GROUP_BEGINS, begins)
    footer = _written(said)
    return b"".join([*pieces, footer, len(footer).to_bytes(4, "little"), _MAGIC])


def _footer(file: bytes) -> list | None:
    """What the file says of itself; None where that cannot be read, or would be written otherwise again."""
    text = file[-8 - int.from_bytes(file[-8:-4], "little") : -8]
    try:
        said, _ = _read(_STRUCT, text, 0)
    except (ValueError, IndexError):
        return None
    return said if _written(said) == text else None


def _known(group: list) -> bool:
    return all(
        {field for field, _, _ in column} <= _KNOWN_OF_COLUMN
        and not {field for field, _, _ in _field(column, _SAID)} & _PLACES_UNKNOWN
        for column in _field(group, _COLUMNS)[1]
    )


def _path(column: list) -> tuple[bytes, ...]:
    return tuple(_field(_field(column, _SAID), _PATH)[1])


def _place(column: list) -> tuple[int, int]:
    """Where its pages begin in the file, the dictionary first, and how many bytes they are."""
    said = _field(column, _SAID)
    return _field(said, _DICTIONARY) or _field(said, _DATA), _field(said, _COMPRESSED)


def _move(column: list, by: int) -> None:
    for struct, field in ((column, _COLUMN_ENDS), (_field(column, _SAID), _DATA), (_field(column, _SAID), _DICTIONARY)):
        if _field(struct, field):  # 0 is no place
            _set(struct, field, _field(struct, field) + by)


# -- Thrift: a struct is a list of (field, type, value), a list is (type, values) --------------------------------------


def _field(struct: list, wanted: int):
    return next((value for field, _, value in struct if field == wanted), None)


def _set(struct: list, wanted: int, value: object) -> None:
    struct[:] = [(field, type_, value if field == wanted else was) for field, type_, was in struct]


def _read(type_: int, data: bytes, at: int) -> tuple[object, int]:
    """The value at a place, and the place behind it."""
    if type_ in _WHOLE:
        number, at = _number(data, at)
        return (number >> 1) ^ -(number & 1), at
    if type_ == _BINARY:
        many, at = _number(data, at)
        return data[at : at + many], at + many
    if type_ == _STRUCT:
        return _struct(data, at)
    if type_ in (_LIST, _SET):
        many, inner = data[at] >> 4, data[at] & 15
        many, at = _number(data, at + 1) if many == 15 else (many, at + 1)
        values = []
        for _ in range(many):
            value, at = _read(inner, data, at)
            values.append(value)
        return (inner, values), at
    if type_ in (*_BOOLEANS, _I8, _DOUBLE):
        many = 8 if type_ == _DOUBLE else 1
        return data[at : at + many], at + many
    raise ValueError(f"There is no type {type_} in a Parquet footer.")


def _struct(data: bytes, at: int) -> tuple[list, int]:
    fields, last = [], 0
    while data[at]:
        type_, step = data[at] & 15, data[at] >> 4
        at += 1
        if not step:
            number, at = _number(data, at)
            last = 0
            step = (number >> 1) ^ -(number & 1)
        last += step
        value = None
        if type_ not in _BOOLEANS:  # whose type is the value
            value, at = _read(type_, data, at)
        fields.append((last, type_, value))
    return fields, at + 1


def _number(data: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while data[at] & 128:
        number |= (data[at] & 127) << shift
        shift, at = shift + 7, at + 1
    return number | data[at] << shift, at + 1


def _written(said: list) -> bytes:
    out = bytearray()
    _write(_STRUCT, said, out)
    return bytes(out)


def _write(type_: int, value, out: bytearray) -> None:
    if type_ in _WHOLE:
        _write_number(value << 1 ^ value >> 63, out)
    elif type_ == _BINARY:
        _write_number(len(value), out)
        out += value
    elif type_ == _STRUCT:
        _write_struct(value, out)
    elif type_ in (_LIST, _SET):
        inner, values = value
        out.append(min(len(values), 15) << 4 | inner)
        if len(values) >= 15:
            _write_number(len(values), out)
        for each in values:
            _write(inner, each, out)
    else:
        out += value


def _write_struct(fields: list, out: bytearray) -> None:
    last = 0
    for field, type_, value in fields:
        if 0 < field - last < 16:
            out.append((field - last) << 4 | type_)
        else:
            out.append(type_)
            _write_number(field << 1, out)
        last = field
        if type_ not in _BOOLEANS:
            _write(type_, value, out)
    out.append(0)


def _write_number(number: int, out: bytearray) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
