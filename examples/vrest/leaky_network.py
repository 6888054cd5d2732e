"""A network of leaky integrators, and records of it.

    tau_i dv_i/dt = -(v_i - V_rest_i) + sum_j W_ij relu(v_j) + I_i(t)

in steps of delta_t (Euler), with white noise on v. The stimulus I of a neuron is a random level that changes now and
then.
"""
from __future__ import annotations

import math
import random
from dataclasses import dataclass
from operator import mul
from typing import List

from run_config import Simulation

Vector = List[float]


@dataclass(frozen=True)
class Network:
    """The true parameters. Neurons of a type have similar ones."""

    types: List[int]
    tau: Vector
    v_rest: Vector
    weights: List[Vector]


@dataclass(frozen=True)
class Record:
    """Frame by frame, the potential and the stimulus of each neuron."""

    v: List[Vector]
    stimulus: List[Vector]


CONNECTION_PROBABILITY = 0.4
WARM_UP_FRAMES = 100


def draw_network(simulation: Simulation) -> Network:
    """The same network for every slot and iteration: it depends on `network_seed` alone."""
    rng = random.Random(simulation.network_seed)
    n, kinds = simulation.n_neurons, simulation.n_neuron_types
    types = [i % kinds for i in range(n)]
    # From the first type to the last, tau goes from 0.1 to 0.3 s and V_rest from 0.1 to 0.7.
    place = [kind / max(kinds - 1, 1) for kind in types]
    tau = [(0.1 + 0.2 * x) * (1 + 0.1 * rng.gauss(0, 1)) for x in place]
    v_rest = [0.1 + 0.6 * x + 0.06 * rng.gauss(0, 1) for x in place]
    scale = 0.8 / math.sqrt(CONNECTION_PROBABILITY * n)
    weights = [[_weight(rng, scale) if i != j else 0.0 for j in range(n)] for i in range(n)]
    return Network(types, tau, v_rest, weights)


def _weight(rng: random.Random, scale: float) -> float:
    return scale * rng.gauss(0, 1) if rng.random() < CONNECTION_PROBABILITY else 0.0


def relu(v: Vector) -> Vector:
    return [x if x > 0 else 0.0 for x in v]


def step(network: Network, v: Vector, stimulus: Vector, delta_t: float) -> Vector:
    """The potentials one frame later, without noise."""
    rates = relu(v)
    return [
        x + delta_t / tau * (rest - x + sum(map(mul, row, rates)) + drive)
        for x, tau, rest, row, drive in zip(v, network.tau, network.v_rest, network.weights, stimulus)
    ]


def simulate(network: Network, simulation: Simulation, rng: random.Random, noise: float) -> Record:
    """A record of `n_frames` frames, after some that are thrown away."""
    spread = noise * math.sqrt(simulation.delta_t)
    v, stimulus = list(network.v_rest), [simulation.stimulus_mean] * simulation.n_neurons
    record = Record([], [])
    for frame in range(-WARM_UP_FRAMES, simulation.n_frames):
        stimulus = [_level(old, simulation, rng) for old in stimulus]
        if frame >= 0:
            record.v.append(v)
            record.stimulus.append(stimulus)
        v = [x + spread * rng.gauss(0, 1) for x in step(network, v, stimulus, simulation.delta_t)]
    return record


def _level(old: float, simulation: Simulation, rng: random.Random) -> float:
    if rng.random() >= 1 / simulation.stimulus_frames:
        return old
    return simulation.stimulus_mean + simulation.stimulus_std * rng.gauss(0, 1)
