#!/usr/bin/env python3
"""The parallel loop: trains four slots at a time, and lets a command write the log and choose the next batch.

    python GNN_LLM_parallel_flyvis.py -o <task> <base> [iterations=144] [key=value ...] [--resume]

`<task>` is made of the words generate, train, test, plot and Claude, joined by `_`. All files are in the folder of this
script. Where the original calls a language model, this loop runs the command in the environment variable ITERLOG_AGENT,
for instance `iterlog record LOG --write && iterlog propose LOG --write`, in which LOG is the log. Without one it stops
after a batch. A fresh start calls it before the first batch too: its answer to an empty log is the start batch. A slot
that fails does not end the loop: its error log says why, and the agent decides.
"""
from __future__ import annotations

import argparse
import os
import shlex
import sys
from typing import Dict, List, NoReturn

from exploration import SLOTS, Exploration
from workers import Workers

TASK_WORDS = {"generate", "train", "test", "plot", "Claude"}


def main() -> int:
    args = arguments()
    exploration = Exploration(args.base)
    exploration.check()
    if args.resume:
        first = exploration.first_to_run()
    else:
        confirm_erasing(exploration)
        exploration.erase()
        first = 1
    workers = Workers()
    try:
        return loop(exploration, workers, range(first, args.iterations + 1, SLOTS), is_fresh=not args.resume)
    finally:
        workers.stop()


def loop(exploration: Exploration, workers: Workers, starts: range, is_fresh: bool) -> int:
    """Batch after batch; the exit code."""
    agent = os.environ.get("ITERLOG_AGENT", "").strip()
    if agent and is_fresh and not has_answered(agent, exploration, workers):
        return 1
    for start in starts:
        say(f"Iterations {start}-{start + SLOTS - 1}")
        train_batch(exploration, workers, start)
        if not agent:
            say("ITERLOG_AGENT is not set, so the loop stops here. Record the batch, choose the next, go on with --resume.")
            return 0
        if not has_answered(agent, exploration, workers):
            return 1
    say("All iterations are done.")
    return 0


def train_batch(exploration: Exploration, workers: Workers, start: int) -> None:
    """Trains the four slots, each with its own seeds, and keeps the configs of the runs that went well."""
    copies = [exploration.prepare(start + slot, slot) for slot in range(SLOTS)]
    commands = [exploration.slot_command(slot, copy) for slot, copy in enumerate(copies)]
    try:
        codes = workers.run_all(commands, [f"[slot {slot}] " for slot in range(SLOTS)])
        for slot, code in enumerate(codes):
            if code == 0:
                exploration.keep(copies[slot], start + slot, slot)
            else:
                where = exploration.error_log(slot)
                say(f"Slot {slot}, iteration {start + slot}, failed with exit code {code}: {where}")
    finally:
        for copy in copies:
            copy.unlink(missing_ok=True)


def has_answered(agent: str, exploration: Exploration, workers: Workers) -> bool:
    """Runs the agent's commands, one after the other, until one fails. No shell reads them."""
    for command in commands_in(agent):
        words = [str(exploration.log) if word == "LOG" else word for word in command]
        say(f"Agent: {shlex.join(words)}")
        code = workers.run_agent(words, exploration.reasoning)
        if code != 0:
            say(f"The agent ended with exit code {code}: the loop stops.")
            return False
    return True


def commands_in(agent: str) -> List[List[str]]:
    commands: List[List[str]] = [[]]
    for word in shlex.split(agent):
        if word == "&&":
            commands.append([])
        else:
            commands[-1].append(word)
    if [] in commands:
        stop("ITERLOG_AGENT: a command is missing beside &&.")
    return commands


def confirm_erasing(exploration: Exploration) -> None:
    say("Without --resume this begins anew and erases:")
    for file in exploration.erased():
        say(f"  {file}")
    try:
        answer = input("Erase and begin? (y/n) ")
    except EOFError:
        stop("Nobody answered: nothing was erased. Give --resume to go on where the log ends.")
    if answer.strip().lower() not in ("y", "yes"):
        stop("Nothing was erased.")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Trains an exploration, four slots at a time.")
    words = "<task> <base> [iterations=144] [key=value ...]"
    parser.add_argument("-o", "--option", nargs="+", required=True, metavar="WORD", help=words)
    parser.add_argument("--resume", action="store_true", help="go on where the log ends; erases nothing")
    args = parser.parse_args()
    if len(args.option) < 2:
        parser.error("-o needs a task and the name of the base config")
    task, args.base, *rest = args.option
    words = task.split("_")
    if "cluster" in words:
        parser.error("this example submits no jobs to a cluster; leave the word out of the task")
    unknown = [word for word in words if word not in TASK_WORDS]
    if unknown or not {"train", "Claude"} <= set(words):
        parser.error(f"the task {task} is not made of train, Claude and the words {', '.join(sorted(TASK_WORDS))}")
    values = options(parser, rest)
    try:
        args.iterations = int(values.pop("iterations", "144"))
    except ValueError:
        parser.error("iterations is no number")
    for key in values:
        say(f"{key} means nothing to this example and is ignored.")
    return args


def options(parser: argparse.ArgumentParser, words: List[str]) -> Dict[str, str]:
    """`key=value` by key; a number alone is `iterations`."""
    values: Dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals and not word.isdigit():
            parser.error(f"{word} is no key=value")
        values[key if equals else "iterations"] = value if equals else word
    return values


def stop(message: str) -> NoReturn:
    say(message)
    sys.exit(1)


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
