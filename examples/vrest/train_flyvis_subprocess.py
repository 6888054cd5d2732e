#!/usr/bin/env python3
"""Trains one slot: simulates its data, fits the network, and writes the result log.

    python train_flyvis_subprocess.py --config FILE --device cpu|cuda --log_file FILE --config_file NAME
        --error_log FILE --erase

Everything about the run comes from `--config`: the record from `simulation.seed`, the start and the order of the fit from
`training.seed`. A run that fails leaves its traceback in the error log and ends with exit code 1.
"""
from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from pathlib import Path
from typing import Dict

from fitting import Fit
from leaky_network import Network, draw_network, simulate
from run_config import RunConfig, Training, read_run_config
from scores import all_scores

REPORTS_AN_EPOCH = 20


def main() -> int:
    args = arguments()
    error_log = Path(args.error_log)
    error_log.unlink(missing_ok=True)
    try:
        run(args)
    except Exception:
        error_log.parent.mkdir(parents=True, exist_ok=True)
        error_log.write_text(error_box(args.config_file, traceback.format_exc()), encoding="utf-8")
        traceback.print_exc()
        return 1
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Trains one slot of the exploration.")
    parser.add_argument("--config", required=True, help="the config of the run")
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu", help="cuda means nothing here")
    parser.add_argument("--log_file", required=True, help="where the results go")
    parser.add_argument("--config_file", required=True, help="the name of the slot, for messages")
    parser.add_argument("--error_log", required=True, help="where a failure goes")
    parser.add_argument("--erase", action="store_true", help="begin the result log anew instead of adding to it")
    return parser.parse_args()


def run(args: argparse.Namespace) -> None:
    log_file = Path(args.log_file)
    if args.erase:
        log_file.write_text("", encoding="utf-8")
    config = read_run_config(Path(args.config).read_text(encoding="utf-8"))
    say(f"{args.config_file}: {config.simulation.n_frames} frames of {config.simulation.n_neurons} neurons")
    start = time.perf_counter()
    true = draw_network(config.simulation)
    found = trained(true, config)
    minutes = (time.perf_counter() - start) / 60
    results = all_scores(found, true, config.simulation)
    with log_file.open("a", encoding="utf-8") as log:
        log.write(result_text(minutes, config.training, results))
    say(f"{args.config_file}: V_rest_R2 {results['V_rest_R2']:.4f}, connectivity_R2 {results['connectivity_R2']:.4f}")


def trained(true: Network, config: RunConfig) -> Network:
    """The network that the fit finds in a record of the true one."""
    simulation, training = config.simulation, config.training
    record = simulate(true, simulation, random.Random(simulation.seed), simulation.noise_model_level)
    fit = Fit(record, training, simulation.delta_t)
    every = max(fit.steps_an_epoch // REPORTS_AN_EPOCH, 1)
    for epoch in range(1, training.n_epochs + 1):
        loss = 0.0
        for step, one in enumerate(fit.epoch(), start=1):
            loss += one
            if step % every == 0:
                say(f"epoch {epoch}/{training.n_epochs}  step {step}/{fit.steps_an_epoch}  loss {loss / every:.4f}")
                loss = 0.0
    return fit.network(true.types)


def result_text(minutes: float, training: Training, results: Dict[str, float]) -> str:
    """The result log: what the run was and took, then what it reached."""
    lines = [
        f"training_time_min: {minutes:.4f}",
        f"n_epochs: {training.n_epochs}",
        f"data_augmentation_loop: {training.data_augmentation_loop}",
        f"recurrent_training: {training.recurrent_training}",
        *(f"{name}: {value:.4f}" for name, value in results.items()),
    ]
    return "\n".join(lines) + "\n"


def error_box(name: str, trace: str) -> str:
    bar = "=" * 80
    return f"{bar}\nTRAINING SUBPROCESS ERROR\n{bar}\n{name}\n\n{trace}{bar}\n"


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
