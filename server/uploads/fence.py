"""Puts itself behind a fence, then becomes the program that is named after it.

Started as a script of its own: `python -I fence.py PROGRAM ARGUMENTS…`. Little processor time,
little memory, small files, no core, and no socket but those of this machine's own files.
"""

import ctypes
import os
import platform
import resource
import struct
import sys

MIB = 1 << 20
CPU_SECONDS = 60
SPACE = 4096 * MIB
"""Addresses, not memory: a word processor maps far more than it uses."""
FILE = 100 * MIB
HANDLES = 512
NICE = 10

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050000 | 13, 0x80000000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_OTHER_TABLE, _IO_URING, _UNIX = 0x40000000, 425, 1
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""What the kernel calls the machine, and the number of `socket` there."""


def main() -> None:
    """Restrain, shut the network out, go."""
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, SPACE),
        (resource.RLIMIT_FSIZE, FILE),
        (resource.RLIMIT_NOFILE, HANDLES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    os.nice(NICE)
    shut_out_network()
    os.execv(sys.argv[1], sys.argv[1:])


def shut_out_network() -> None:
    """A seccomp filter, which its children inherit: `socket` gives files' sockets only (EACCES).

    OSError where the kernel or the machine has none: then nothing is started at all.
    """
    machine, socket = _MACHINES.get(platform.machine(), (0, 0))
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 4, 0, _OTHER_TABLE),
        (_EQUAL, 3, 0, _IO_URING),
        (_EQUAL, 0, 3, socket),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 1, 0, _UNIX),
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("H6xQ", len(steps), ctypes.addressof(code)))
    kernel = ctypes.CDLL(None, use_errno=True)
    kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if not machine or kernel.prctl(_SECCOMP, _FILTER, program, 0, 0):
        raise OSError(ctypes.get_errno(), "no filter for system calls")


if __name__ == "__main__":
    main()
