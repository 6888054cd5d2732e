"""Fits tau, V_rest and W to a record by gradient descent (Adam) on predictions of the next frames.

The loss of a step is half of: the mean over its `batch_size` frames, the neurons and the frames ahead of the squared
error of the prediction; and `coeff_W_L2` times the number of frames of the record times the sum of the squared weights.
Without recurrence the change over one frame is predicted, of each neuron in units of its own mean squared change;
recurrent training goes `time_step` frames ahead on its own predictions and compares potentials, in one unit for all
neurons. W is learned with `lr_W`, 1/tau and V_rest with `lr_update` (0: with `lr`). `grad_clip_W` limits the length of
the gradient of the weights into one neuron (0: no limit).
"""
from __future__ import annotations

import math
import random
from operator import mul
from typing import Iterator, List, Tuple

from leaky_network import Network, Record, Vector, relu
from run_config import Training

DECAY_MEAN, DECAY_SQUARE, EPSILON = 0.9, 0.999, 1e-8


class Adam:
    """Parameters that are moved by their gradients, each at the scale of its own."""

    def __init__(self, values: Vector, rate: float) -> None:
        self.values, self.rate, self.moves = values, rate, 0
        self.mean, self.square = [0.0] * len(values), [0.0] * len(values)

    def move(self, gradient: Vector) -> None:
        self.moves += 1
        a, b = DECAY_MEAN, DECAY_SQUARE
        self.mean = [a * m + (1 - a) * g for m, g in zip(self.mean, gradient)]
        self.square = [b * s + (1 - b) * g * g for s, g in zip(self.square, gradient)]
        size = self.rate * math.sqrt(1 - b**self.moves) / (1 - a**self.moves)
        root = math.sqrt
        self.values = [x - size * m / (root(s) + EPSILON) for x, m, s in zip(self.values, self.mean, self.square)]


class Fit:
    """The parameters while they are learned, from a start that `training.seed` draws."""

    def __init__(self, record: Record, training: Training, delta_t: float) -> None:
        self.record, self.training, self.delta_t = record, training, delta_t
        self.rng = random.Random(training.seed)
        self.n = n = len(record.v[0])
        speeds = [6 + 0.5 * self.rng.gauss(0, 1) for _ in range(n)]
        v_rest = [0.1 * self.rng.gauss(0, 1) for _ in range(n)]
        self.weights = Adam([0.0] * (n * n), training.lr_W)
        self.update = Adam(speeds + v_rest, training.lr_update or training.lr)
        self.unit = _units(record, training)
        frames = len(record.v)
        self.penalty = training.coeff_W_L2 * frames
        self.steps_an_epoch = frames * training.data_augmentation_loop // training.batch_size

    def network(self, types: List[int]) -> Network:
        n, weights, update = self.n, self.weights.values, self.update.values
        tau = [1 / speed if speed else math.inf for speed in update[:n]]
        return Network(types, tau, update[n:], [weights[i * n : i * n + n] for i in range(n)])

    def epoch(self) -> Iterator[float]:
        """One epoch, step by step: the loss of each."""
        frames = self._frames()
        for _ in range(self.steps_an_epoch):
            yield self._step([next(frames) for _ in range(self.training.batch_size)])

    def _frames(self) -> Iterator[int]:
        """Frames to predict from, each once in a random order, over and over."""
        order = list(range(len(self.record.v) - self.training.steps_ahead))
        while True:
            self.rng.shuffle(order)
            yield from order

    def _step(self, frames: List[int]) -> float:
        n = self.n
        loss, of_weights, of_update = 0.0, [0.0] * (n * n), [0.0] * (2 * n)
        for frame in frames:
            one_loss, one_weights, one_update = self._gradients(frame)
            loss += one_loss / len(frames)
            of_weights = [a + b for a, b in zip(of_weights, one_weights)]
            of_update = [a + b for a, b in zip(of_update, one_update)]
        share, penalty = 1 / len(frames), self.penalty
        of_weights = [share * g + penalty * w for g, w in zip(of_weights, self.weights.values)]
        self.weights.move(clipped(of_weights, n, self.training.grad_clip_W))
        self.update.move([share * g for g in of_update])
        return loss

    def _gradients(self, frame: int) -> Tuple[float, Vector, Vector]:
        """The loss of the prediction from one frame, and its gradients: forward through the frames ahead, then back."""
        n, dt, ahead = self.n, self.delta_t, self.training.steps_ahead
        weights, speeds, v_rest = self.weights.values, self.update.values[:n], self.update.values[n:]
        rows = [weights[i * n : i * n + n] for i in range(n)]
        pace = [dt * speed for speed in speeds]
        scale = 1 / (n * ahead)
        v, loss, tape = self.record.v[frame], 0.0, []
        for at in range(frame, frame + ahead):
            rates, stimulus = relu(v), self.record.stimulus[at]
            pull = [r - x + sum(map(mul, row, rates)) + i for r, x, row, i in zip(v_rest, v, rows, stimulus)]
            v = [x + p * u for x, p, u in zip(v, pace, pull)]
            error = [a - b for a, b in zip(v, self.record.v[at + 1])]
            weighed = [scale * u * e for u, e in zip(self.unit, error)]
            loss += sum(map(mul, weighed, error)) / 2
            tape.append((rates, pull, weighed))
        of_weights, of_speeds, of_rest = [0.0] * (n * n), [0.0] * n, [0.0] * n
        slope = [0.0] * n
        for rates, pull, weighed in reversed(tape):
            slope = [s + w for s, w in zip(slope, weighed)]
            force = [s * p for s, p in zip(slope, pace)]
            of_rest = [g + f for g, f in zip(of_rest, force)]
            of_speeds = [g + dt * s * u for g, s, u in zip(of_speeds, slope, pull)]
            outer = [f * r for f in force for r in rates]
            of_weights = [g + o for g, o in zip(of_weights, outer)]
            if ahead > 1:
                back = [sum(map(mul, force, weights[j::n])) if r > 0 else 0.0 for j, r in enumerate(rates)]
                slope = [s * (1 - p) + b for s, p, b in zip(slope, pace, back)]
        return loss, of_weights, of_speeds + of_rest


def clipped(gradient: Vector, n: int, limit: float) -> Vector:
    """The gradient of the weights, for each neuron no longer than the limit; 0 is none."""
    if limit <= 0:
        return gradient
    rows = (gradient[i : i + n] for i in range(0, len(gradient), n))
    return [g for row in rows for g in _shortened(row, limit)]


def _shortened(row: Vector, limit: float) -> Vector:
    length = math.sqrt(sum(map(mul, row, row)))
    return [g * limit / length for g in row] if length > limit else row


def _units(record: Record, training: Training) -> Vector:
    """What the squared error of each neuron is multiplied by."""
    pairs = list(zip(record.v, record.v[1:]))
    squares = [sum((b[i] - a[i]) ** 2 for a, b in pairs) / len(pairs) for i in range(len(record.v[0]))]
    if training.recurrent_training:
        squares = [sum(squares) / len(squares)] * len(squares)
    return [1 / max(square, 1e-12) for square in squares]
