import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pythonFixed, pythonFloat } from '../../../../src/core/tree/python-number.ts';

describe('numbers as Python prints them', () => {
  /** As CPython 3 prints them. */
  const fixed: readonly (readonly [x: number, decimals: number, printed: string])[] = [
    [33.25, 1, '33.2'],
    [33.75, 1, '33.8'],
    [0.05, 1, '0.1'],
    [0.25, 1, '0.2'],
    [0.5, 0, '0'],
    [1.5, 0, '2'],
    [2.5, 0, '2'],
    [0.0625, 3, '0.062'],
    [0.1875, 3, '0.188'],
    [2.0625, 3, '2.062'],
    [1.0005, 3, '1.000'],
    [1.0015, 3, '1.002'],
    [2.675, 2, '2.67'],
    [0, 3, '0.000'],
    [-0, 3, '-0.000'],
    [-0.0001, 3, '-0.000'],
    [-33.25, 1, '-33.2'],
    [9007199254740993, 1, '9007199254740992.0'],
    [1e21, 1, '1000000000000000000000.0'],
    [1e23, 0, '99999999999999991611392'],
    [Infinity, 3, 'inf'],
    [-Infinity, 3, '-inf'],
    [NaN, 3, 'nan'],
  ];
  for (const [x, decimals, printed] of fixed) {
    it(`${x} with ${decimals} decimals is ${printed}`, () => assert.equal(pythonFixed(x, decimals), printed));
  }

  it('round the exact value half to even', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 4 }), (x, d) =>
        assert.equal(pythonFixed(x, d), byHand(x, d)),
      ),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 4 }), (n, d) =>
        assert.equal(pythonFixed(n / 2 ** (d + 1), d), byHand(n / 2 ** (d + 1), d)),
      ),
    );
  });

  const floats: readonly (readonly [x: number, printed: string])[] = [
    [1, '1.0'],
    [1.414, '1.414'],
    [0, '0.0'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [123456789012345680, '1.2345678901234568e+17'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1e22, '1e+22'],
    [1e100, '1e+100'],
    [-2, '-2.0'],
    [Infinity, 'inf'],
  ];
  for (const [x, printed] of floats) {
    it(`the float ${x} is ${printed}`, () => assert.equal(pythonFloat(x), printed));
  }
});

/** Rounds the exact binary value with integers: x = m / 2^k. */
function byHand(x: number, decimals: number): string {
  let k = 0;
  let m = x;
  for (; !Number.isInteger(m); m *= 2) k++;
  const numerator = BigInt(m) * 10n ** BigInt(decimals) * 2n;
  const denominator = 2n ** BigInt(k) * 2n;
  let quotient = numerator / denominator;
  const rest = (numerator % denominator) * 2n;
  if (rest > denominator || (rest === denominator && quotient % 2n === 1n)) quotient++;
  const digits = String(quotient).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
