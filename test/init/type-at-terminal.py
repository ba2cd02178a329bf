"""Runs a command at a pseudo-terminal and types one answer for each question it asks.

type-at-terminal.py '["first answer\\r", ...]' command [arg ...]; exits as the command does, prints what it printed.
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

answers = json.loads(sys.argv[1])
command = sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)

fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
output = b""
typed_at = 0
deadline = time.monotonic() + 60
while time.monotonic() < deadline:
    ready, _, _ = select.select([terminal], [], [], 0.7)
    if ready:
        try:
            chunk = os.read(terminal, 4096)
        except OSError:
            break
        if not chunk:
            break
        output += chunk
    elif answers and len(output) > typed_at:
        # Nothing more comes: it waits for an answer to what it has printed since the last one.
        typed_at = len(output)
        os.write(terminal, answers.pop(0).encode())

_, status = os.waitpid(pid, 0)
sys.stdout.write(output.decode(errors="replace"))
sys.exit(os.waitstatus_to_exitcode(status))
