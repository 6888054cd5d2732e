"""The files of an exploration, by the names that the original gives them, in the folder of the scripts."""
from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import List, Set

from slot_config import with_value

SLOTS = 4


class Exploration:
    def __init__(self, base: str, folder: Path = Path(__file__).resolve().parent) -> None:
        self.folder, self.base, self.name = folder, base, f"{base}_Claude"
        self.base_config = folder / f"{base}.yaml"
        self.log = folder / f"{self.name}_analysis.md"
        self.memory = folder / f"{self.name}_memory.md"
        self.scores = folder / f"{self.name}_ucb_scores.txt"
        self.plan = folder / f"{self.name}_plan.yaml"
        self.reasoning = folder / f"{self.name}_reasoning.log"
        self.runs = folder / "log" / "Claude_exploration" / f"instruction_{base}_parallel"

    def config(self, slot: int) -> Path:
        return self.folder / f"{self.name}_{slot:02d}.yaml"

    def results(self, slot: int) -> Path:
        return self.folder / f"{self.name}_{slot:02d}_analysis.log"

    def error_log(self, slot: int) -> Path:
        return self.runs / f"training_error_{slot:02d}.log"

    def snapshot(self, iteration: int, slot: int) -> Path:
        return self.runs / "config" / f"iter_{iteration:03d}_slot_{slot:02d}.yaml"

    def check(self) -> None:
        """Ends the program where there is nothing to start from."""
        if not self.base_config.is_file():
            sys.exit(f"There is no base config {self.base_config}.")

    def first_to_run(self) -> int:
        """
        The iteration to go on with: after the batch of the highest iteration that has an entry or a snapshot, or that
        batch again where one of its iterations has neither.
        """
        logged, kept = self._logged(), self._kept()
        seen = logged | kept
        if not seen:
            return 1
        start = (max(seen) - 1) // SLOTS * SLOTS + 1
        batch = set(range(start, start + SLOTS))
        if not batch <= seen:
            print(f"Iterations {sorted(batch - seen)} are missing: their batch runs again.", flush=True)
            return start
        unlogged = sorted(batch - logged)
        if unlogged:
            print(f"Iterations {unlogged} were trained and never logged: their results are lost.", flush=True)
        return start + SLOTS

    def _logged(self) -> Set[int]:
        text = self.log.read_text(encoding="utf-8") if self.log.is_file() else ""
        return {int(number) for number in re.findall(r"^##+ Iter (\d+):", text, re.MULTILINE)}

    def _kept(self) -> Set[int]:
        return {int(file.name.split("_")[1]) for file in self._snapshots()}

    def _snapshots(self) -> List[Path]:
        return sorted((self.runs / "config").glob("iter_*_slot_*.yaml"))

    def erased(self) -> List[Path]:
        """What a fresh start erases or overwrites, of the files that are there."""
        slots = [self.config(slot) for slot in range(SLOTS)]
        own = [self.log, self.memory, *slots, self.scores, self.plan, *self._left_by_runs()]
        return [file for file in own if file.exists()]

    def _left_by_runs(self) -> List[Path]:
        slots = range(SLOTS)
        return [*map(self.results, slots), *map(self.error_log, slots), *self._snapshots()]

    def erase(self) -> None:
        """Log and memory are emptied; scores, plan and what runs left go; the slots get the base config."""
        for file in [self.scores, self.plan, *self._left_by_runs()]:
            file.unlink(missing_ok=True)
        for file in (self.log, self.memory):
            file.write_text("", encoding="utf-8")
        base = self.base_config.read_text(encoding="utf-8")
        for slot in range(SLOTS):
            own = re.sub(r"^(dataset[ ]*:[ ]*\S+)", rf"\g<1>_{slot:02d}", base, flags=re.MULTILINE)
            self.config(slot).write_text(own, encoding="utf-8")

    def prepare(self, iteration: int, slot: int) -> Path:
        """
        A copy of the slot config with seeds of its own, which the run uses. Until the run has gone well it has not the name
        of a snapshot, so that a loop that is killed leaves none of a run that never ended.
        """
        seed = iteration * 1000 + slot
        text = self.config(slot).read_text(encoding="utf-8")
        text = with_value(with_value(text, "simulation", "seed", seed), "training", "seed", seed + 500)
        snapshot = self.snapshot(iteration, slot)
        copy = snapshot.with_name(f".{snapshot.name}.running")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(text, encoding="utf-8")
        self.results(slot).write_text("", encoding="utf-8")
        return copy

    def keep(self, copy: Path, iteration: int, slot: int) -> None:
        os.replace(copy, self.snapshot(iteration, slot))

    def slot_command(self, slot: int, copy: Path) -> List[str]:
        return [
            *(sys.executable, str(self.folder / "train_flyvis_subprocess.py")),
            *("--config", str(copy), "--device", "cpu"),
            *("--log_file", str(self.results(slot)), "--config_file", f"{self.name}_{slot:02d}"),
            *("--error_log", str(self.error_log(slot)), "--erase"),
        ]
