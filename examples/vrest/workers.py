"""The processes of the loop. Whatever ends the loop ends them."""
from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, List, Sequence

SECONDS_TO_END = 5
ENDING_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)]


class Workers:
    def __init__(self) -> None:
        self.running: List["subprocess.Popen[str]"] = []
        self.is_starting, self.ended = False, 0
        for number in ENDING_SIGNALS:
            signal.signal(number, self._end)

    def run_all(self, commands: Sequence[List[str]], labels: Sequence[str]) -> List[int]:
        """Runs commands at the same time, shows what they print line by line behind a label, gives their exit codes."""
        processes = [self._start(command) for command in commands]
        readers = [
            threading.Thread(target=_show, args=(process, label), daemon=True)
            for process, label in zip(processes, labels)
        ]
        for reader in readers:
            reader.start()
        codes = [process.wait() for process in processes]
        for reader in readers:
            reader.join()
        self.running.clear()
        return codes

    def run_agent(self, command: List[str], reasoning: Path) -> int:
        """Runs one command, shows what it prints and keeps it in the reasoning log; 127 where there is no such command."""
        try:
            process = self._start(command)
        except OSError as error:
            print(f"{command[0]}: {error.strerror}", flush=True)
            return 127
        with reasoning.open("a", encoding="utf-8") as log:
            for line in process.stdout or []:
                print(line, end="", flush=True)
                log.write(line)
        code = process.wait()
        self.running.clear()
        return code

    def stop(self) -> None:
        """Ends what runs: first politely, then at once. From here on, no signal gets in between."""
        for number in ENDING_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        for process in self.running:
            process.terminate()
        for process in self.running:
            try:
                process.wait(SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running.clear()

    def _start(self, command: List[str]) -> "subprocess.Popen[str]":
        self.is_starting = True
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
            self.running.append(process)
        finally:
            self.is_starting = False
        if self.ended:
            sys.exit(self.ended)
        return process

    def _end(self, number: int, _: Any) -> None:
        """Ends the program; not between the start of a process and its being known, which would leave it running."""
        self.ended = 128 + number
        if not self.is_starting:
            sys.exit(self.ended)


def _show(process: "subprocess.Popen[str]", label: str) -> None:
    for line in process.stdout or []:
        print(f"{label}{line}", end="", flush=True)
