"""Sixty-four bytes at once, with an instruction for it or without."""

import numba
import numpy as np
import pytest

from jobtide.extraction.kernel import blocks

BITS = (0, 1, 1 << 63, 0x8000000000000001, 0x5555555555555555, 0xFFFFFF, (1 << 64) - 1, 0x00F0_0A00_1008_0421)


@pytest.mark.parametrize("has_instruction", [True, False])
def test_places_of_bits_are_written_in_order_from_where_the_list_ends(monkeypatch, has_instruction):
    known = {"avx512vbmi2": has_instruction and blocks.get_host_cpu_features().get("avx512vbmi2", False)}
    monkeypatch.setattr(blocks, "get_host_cpu_features", lambda: known)
    put = numba.njit(lambda bits, first, places, count: blocks.put_places(bits, first, places, count))
    for bits in BITS:
        places = np.full(100, -1, dtype=np.int32)
        put(np.uint64(bits), 1000, places, 3)
        expected = [1000 + bit for bit in range(64) if bits >> bit & 1][: blocks.AT_ONCE]
        assert places[:3].tolist() == [-1] * 3
        assert places[3 : 3 + len(expected)].tolist() == expected
