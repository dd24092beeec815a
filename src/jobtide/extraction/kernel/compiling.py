"""How functions are compiled, and what it lacks words for: eight bytes at once, whole rows, the lowest bit."""

import numba
from llvmlite import ir
from numba.core import types
from numba.core.cgutils import get_item_pointer
from numba.extending import intrinsic

from jobtide.extraction.kernel.columns import WIDTH
from jobtide.extraction.kernel.sources import digest


def compiled(function):
    """The function as machine code, free of the interpreter's lock, kept on disk where some folder can be written.

    It must not make arrays, so that nobody has to count who still holds one: that would take most of its time.
    """
    return _compiled(function, forceinline=False)


def inlined(function):
    """Like `compiled`, for what is short or called from one place: its code stands where it is called.

    A call hands over every array of every table that it is given, number by number, which takes longer than a look-up.
    """
    return _compiled(function, forceinline=True)


def joined(function):
    """Like `inlined`, for what is long and called once: it is made part of its caller before that is compiled.

    What is `inlined` is compiled by itself too, though nobody calls that, and took a seventh of the time.
    """
    return numba.njit(inline="always", nogil=True, error_model="numpy", _nrt=False)(function)


def _compiled(function, **options):
    # What is kept is found by the function's name, and knows nothing of the other modules that it was made from.
    function.__qualname__ += f"_{digest()}"
    options |= {"nogil": True, "error_model": "numpy", "_nrt": False}
    try:
        return numba.njit(cache=True, **options)(function)
    except RuntimeError:  # neither the package's folder nor the user's is writable
        return numba.njit(**options)(function)


@intrinsic
def eight_bytes(typing_context, array, index):
    """Bytes index..index+7 of a contiguous uint8 array as one number, the first the lowest. Not checked."""

    def generated(context, builder, signature, arguments):
        kind = signature.args[0]
        held = context.make_array(kind)(context, builder, arguments[0])
        spot = get_item_pointer(context, builder, kind, held, [arguments[1]], wraparound=False)
        loaded = builder.load(builder.bitcast(spot, ir.IntType(64).as_pointer()))
        loaded.align = 1
        return loaded

    return types.uint64(array, types.intp), generated


@intrinsic
def lowest_bit(typing_context, number):
    """The place of the lowest bit that is set; 64 where none is."""

    def generated(context, builder, signature, arguments):
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

    return types.uint64(types.uint64), generated


@intrinsic
def bits_set(typing_context, number):
    """How many bits are set."""

    def generated(context, builder, signature, arguments):
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), generated


@intrinsic
def copy_row(typing_context, rows, row, into, place):
    """Row `row` of a contiguous table becomes row `place` of another that is as wide. Not checked."""

    def generated(context, builder, signature, arguments):
        first, _, second, _ = signature.args
        spots = []
        for kind, table, at in ((first, arguments[0], arguments[1]), (second, arguments[2], arguments[3])):
            held = context.make_array(kind)(context, builder, table)
            start = context.get_constant(types.intp, 0)
            spots.append(get_item_pointer(context, builder, kind, held, [at, start], wraparound=False))
        whole = ir.VectorType(ir.IntType(32), WIDTH).as_pointer()
        loaded = builder.load(builder.bitcast(spots[0], whole))
        loaded.align = 4
        stored = builder.store(loaded, builder.bitcast(spots[1], whole))
        stored.align = 4
        return context.get_dummy_value()

    return types.void(rows, types.intp, into, types.intp), generated


@intrinsic
def put_row(typing_context, rows, row, numbers):
    """Writes row `row` of a contiguous table: as many 32-bit numbers as it is wide. Not checked."""

    def generated(context, builder, signature, arguments):
        kind = signature.args[0]
        held = context.make_array(kind)(context, builder, arguments[0])
        start = context.get_constant(types.intp, 0)
        spot = get_item_pointer(context, builder, kind, held, [arguments[1], start], wraparound=False)
        whole = ir.Constant(ir.VectorType(ir.IntType(32), WIDTH), None)
        for at in range(WIDTH):
            number = builder.extract_value(arguments[2], at)
            whole = builder.insert_element(whole, number, ir.Constant(ir.IntType(32), at))
        stored = builder.store(whole, builder.bitcast(spot, whole.type.as_pointer()))
        stored.align = 4
        return context.get_dummy_value()

    return types.void(rows, types.intp, types.UniTuple(types.int32, WIDTH)), generated


@intrinsic
def put_eight_bytes(typing_context, array, index, number):
    """Writes bytes index..index+7 of a contiguous uint8 array. Not checked."""

    def generated(context, builder, signature, arguments):
        kind = signature.args[0]
        held = context.make_array(kind)(context, builder, arguments[0])
        spot = get_item_pointer(context, builder, kind, held, [arguments[1]], wraparound=False)
        stored = builder.store(arguments[2], builder.bitcast(spot, ir.IntType(64).as_pointer()))
        stored.align = 1
        return context.get_dummy_value()

    return types.void(array, types.intp, types.uint64), generated


@intrinsic
def item(typing_context, array, index):
    """What stands at a place of a contiguous array of one dimension. Not checked, and so not counted from the end."""

    def generated(context, builder, signature, arguments):
        kind = signature.args[0]
        held = context.make_array(kind)(context, builder, arguments[0])
        spot = get_item_pointer(context, builder, kind, held, [arguments[1]], wraparound=False)
        return context.unpack_value(builder, kind.dtype, spot)

    return array.dtype(array, types.intp), generated


@intrinsic
def put(typing_context, array, index, number):
    """Writes a place of a contiguous array of one dimension. Not checked."""

    def generated(context, builder, signature, arguments):
        kind = signature.args[0]
        held = context.make_array(kind)(context, builder, arguments[0])
        spot = get_item_pointer(context, builder, kind, held, [arguments[1]], wraparound=False)
        context.pack_value(builder, kind.dtype, arguments[2], spot)
        return context.get_dummy_value()

    return types.void(array, types.intp, array.dtype), generated
