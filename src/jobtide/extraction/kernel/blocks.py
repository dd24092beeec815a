"""Sixty-four bytes of text at once: what kind each is of, as the bits of one number.

Written as operations on vectors, which any processor has in some width; the compiler takes the widest.
"""

from llvmlite import ir
from llvmlite.binding import get_host_cpu_features
from numba.core import types
from numba.core.cgutils import get_item_pointer
from numba.extending import intrinsic

BLOCK = 64
_VECTOR = ir.VectorType(ir.IntType(8), BLOCK)
_BITS = ir.IntType(64)


@intrinsic
def copy_block(typing_context, data, at, into, place):
    """Copies 64 bytes; the bits of those that are no plain ASCII, or a backslash. Not checked."""

    def generated(context, builder, signature, arguments):
        bytes_ = _loaded(context, builder, signature.args[0], arguments[0], arguments[1])
        _stored(context, builder, signature.args[2], arguments[2], arguments[3], bytes_)
        odd = builder.or_(_is_high(builder, bytes_), _is(builder, bytes_, "\\"))
        return builder.bitcast(odd, _BITS)

    return types.uint64(data, types.intp, into, types.intp), generated


@intrinsic
def look_at_block(typing_context, cased, at, lower):
    """Writes 64 bytes of folded text in lower case, in the same place, and returns four numbers of bits.

    They are: letters and digits; where a sign of an address may stand (an at sign, a colon before a slash, a dot before
    a letter or digit, or the w before a dot); where "n't" does; digits that end a run of letters and digits, and what
    ends one before a plus or a sharp. Two bytes behind the block are looked at. Not checked.
    """

    def generated(context, builder, signature, arguments):
        kind, (array, at, lower) = signature.args[0], arguments
        first, second, third = (
            _loaded(context, builder, kind, array, builder.add(at, context.get_constant(types.intp, step)))
            for step in range(3)
        )
        small, small_third = builder.or_(first, _all(0x20)), builder.or_(third, _all(0x20))
        _stored(
            context, builder, signature.args[2], lower, at, builder.select(_is_letter(builder, first), small, first)
        )
        pairs = (
            (_is(builder, first, "."), _is_word(builder, second)),
            (_is(builder, first, ":"), _is(builder, second, "/")),
            (_is(builder, small, "w"), _is(builder, second, ".")),
        )
        signs = _is(builder, first, "@")
        for one, other in pairs:
            signs = builder.or_(signs, builder.and_(one, other))
        denied = builder.and_(_is(builder, small, "n"), _is(builder, second, "'"))
        denied = builder.and_(denied, _is(builder, small_third, "t"))
        words, word_follows = _is_word(builder, first), _is_word(builder, second)
        tails = builder.and_(_is_digit(builder, first), builder.not_(word_follows))
        plus_or_sharp = builder.icmp_unsigned("==", builder.or_(second, _all(ord("+") ^ ord("#"))), _all(ord("+")))
        tails = builder.or_(tails, builder.and_(words, plus_or_sharp))
        bits = [builder.bitcast(mask, _BITS) for mask in (words, signs, denied, tails)]
        return context.make_tuple(builder, signature.return_type, bits)

    return types.UniTuple(types.uint64, 4)(cased, types.intp, lower), generated


@intrinsic
def turns_in_block(typing_context, cased, at):
    """The bits of those of 64 bytes that are a capital behind a small letter, or behind a capital or digit and before a
    small letter. The byte before the block and the one behind it are looked at. Not checked."""

    def generated(context, builder, signature, arguments):
        before, here, behind = (
            _loaded(context, builder, signature.args[0], arguments[0], builder.add(arguments[1], step))
            for step in (
                context.get_constant(types.intp, -1),
                context.get_constant(types.intp, 0),
                context.get_constant(types.intp, 1),
            )
        )
        firm = builder.or_(_is_within(builder, before, "A", "Z"), _is_digit(builder, before))
        turning = builder.and_(firm, _is_within(builder, behind, "a", "z"))
        turning = builder.or_(turning, _is_within(builder, before, "a", "z"))
        return builder.bitcast(builder.and_(turning, _is_within(builder, here, "A", "Z")), _BITS)

    return types.uint64(cased, types.intp), generated


@intrinsic
def marked_in_block(typing_context, kinds, at, mark):
    """The bits of those of 64 bytes that have a mark."""

    def generated(context, builder, signature, arguments):
        bytes_ = _loaded(context, builder, signature.args[0], arguments[0], arguments[1])
        marks = builder.insert_element(ir.Constant(_VECTOR, None), arguments[2], ir.Constant(ir.IntType(32), 0))
        every = ir.Constant(ir.VectorType(ir.IntType(32), BLOCK), [0] * BLOCK)
        marks = builder.shuffle_vector(marks, ir.Constant(_VECTOR, None), every)
        return builder.bitcast(builder.icmp_unsigned("!=", builder.and_(bytes_, marks), _all(0)), _BITS)

    return types.uint64(kinds, types.intp, types.uint8), generated


AT_ONCE = 24  # what begins or ends a word in 64 bytes of prose


@intrinsic
def put_places(typing_context, bits, first, places, count):
    """Writes the places of the first bits that are set, counted from `first`, to `places` from `count` on.

    These are at least AT_ONCE; what is written behind the last bit means nothing. Not checked.
    """
    number = types.int32

    def generated(context, builder, signature, arguments):
        bits, first, places, count = arguments
        first = builder.trunc(first, ir.IntType(32))
        kind = signature.args[2]
        held = context.make_array(kind)(context, builder, places)
        spot = get_item_pointer(context, builder, kind, held, [count], wraparound=False)
        if get_host_cpu_features().get("avx512vbmi2"):
            _put_compressed(builder, bits, first, spot)
        else:
            _put_one_by_one(builder, bits, first, spot)
        return context.get_dummy_value()

    return types.void(types.uint64, types.intp, types.Array(number, 1, "C"), types.intp), generated


def _put_compressed(builder, bits, first, spot):
    """Thirty-two places, by what the widest processors have an instruction for."""
    name = f"llvm.experimental.vector.compress.v{BLOCK}i8"
    kind = ir.FunctionType(_VECTOR, [_VECTOR, ir.VectorType(ir.IntType(1), BLOCK), _VECTOR])
    compress = builder.module.declare_intrinsic(name, (), kind)
    every = ir.Constant(_VECTOR, list(range(BLOCK)))
    packed = builder.call(compress, [every, builder.bitcast(bits, kind.args[1]), ir.Constant(_VECTOR, None)])
    half = ir.VectorType(ir.IntType(32), BLOCK // 2)
    lower = builder.shuffle_vector(packed, packed, ir.Constant(half, list(range(BLOCK // 2))))
    one = builder.insert_element(ir.Constant(half, None), first, ir.Constant(ir.IntType(32), 0))
    firsts = builder.shuffle_vector(one, one, ir.Constant(half, [0] * (BLOCK // 2)))
    stored = builder.store(builder.add(builder.zext(lower, half), firsts), builder.bitcast(spot, half.as_pointer()))
    stored.align = 4


def _put_one_by_one(builder, bits, first, spot):
    for at in range(AT_ONCE):
        lowest = builder.trunc(builder.cttz(bits, ir.Constant(ir.IntType(1), 0)), ir.IntType(32))
        stored = builder.store(builder.add(first, lowest), builder.gep(spot, [ir.Constant(ir.IntType(32), at)]))
        stored.align = 4
        bits = builder.and_(bits, builder.sub(bits, ir.Constant(_BITS, 1)))


def _all(number: int) -> ir.Constant:
    return ir.Constant(_VECTOR, [number] * BLOCK)


def _is(builder, bytes_, character: str):
    return builder.icmp_unsigned("==", bytes_, _all(ord(character)))


def _is_high(builder, bytes_):
    return builder.icmp_unsigned(">=", bytes_, _all(128))


def _is_within(builder, bytes_, first: str, last: str):
    return builder.icmp_unsigned("<=", builder.sub(bytes_, _all(ord(first))), _all(ord(last) - ord(first)))


def _is_letter(builder, bytes_):
    return builder.icmp_unsigned("<", builder.sub(builder.or_(bytes_, _all(0x20)), _all(ord("a"))), _all(26))


def _is_digit(builder, bytes_):
    return builder.icmp_unsigned("<", builder.sub(bytes_, _all(ord("0"))), _all(10))


def _is_word(builder, bytes_):
    plain = builder.or_(_is_letter(builder, bytes_), _is_digit(builder, bytes_))
    return builder.or_(plain, _is_high(builder, bytes_))


def _pointer(context, builder, kind, array, at):
    held = context.make_array(kind)(context, builder, array)
    return builder.bitcast(get_item_pointer(context, builder, kind, held, [at], wraparound=False), _VECTOR.as_pointer())


def _loaded(context, builder, kind, array, at):
    loaded = builder.load(_pointer(context, builder, kind, array, at))
    loaded.align = 1
    return loaded


def _stored(context, builder, kind, array, at, bytes_):
    stored = builder.store(bytes_, _pointer(context, builder, kind, array, at))
    stored.align = 1
