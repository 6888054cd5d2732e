/** Numbers as Python prints them. */

/**
 * `f"{x:.{decimals}f}"`. Both languages round the exact binary value and differ in exact ties alone, which Python
 * rounds to the even digit (33.25 gives 33.2) and `toFixed` away from zero; and from 1e21 on, where `toFixed` gives up.
 */
export function pythonFixed(x: number, decimals: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf';
  if (x < 0 || Object.is(x, -0)) return `-${pythonFixed(-x, decimals)}`;
  if (x < 1e6 && decimals <= 3) {
    const quick = quickFixed(x, decimals);
    if (quick !== undefined) return quick;
  }
  // From 2 ** 53 on every double is an integer.
  if (x >= 1e21) return `${BigInt(x)}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;
  const rounded = x.toFixed(decimals);
  if (!isTie(x, decimals)) return rounded;
  const cut = x.toFixed(decimals + 1).slice(0, decimals === 0 ? -2 : -1);
  return Number(cut.at(-1)) % 2 === 0 ? cut : rounded;
}

/** `000` to `999`: a score file has thousands of fractions. */
const fractions = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'));

/** The same several times as fast; undefined near a tie, where the product below is not exact enough. For x in [0, 1e6). */
function quickFixed(x: number, decimals: number): string | undefined {
  const unit = 10 ** decimals;
  const scaled = x * unit;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  // The product is off by less than 1e9 / 2 ** 53, about 1e-7.
  if (Math.abs(rest - 0.5) < 1e-6) return undefined;
  const rounded = rest < 0.5 ? floor : floor + 1;
  const whole = Math.floor(rounded / unit);
  if (decimals === 0) return String(whole);
  const fraction = fractions[rounded - whole * unit] ?? '';
  return `${whole}.${fraction.slice(3 - decimals)}`;
}

/**
 * Whether x lies halfway between two decimals. Such an x is an odd multiple of 1/(2·10^d), so as a double it is a
 * multiple of 1/2^(d+1), and has at most d+1 decimals: then the last of them, which `toFixed` gives exactly, is a 5.
 */
const isTie = (x: number, decimals: number): boolean =>
  Number.isInteger(x * 2 ** (decimals + 1)) && x.toFixed(decimals + 1).endsWith('5');

/** `repr(x)` of a float: the shortest digits that read back, with `.0` on integers, an exponent below 1e-4 and from 1e16 on. */
export function pythonFloat(x: number): string {
  if (!Number.isFinite(x)) return pythonFixed(x, 0);
  const [mantissa = '', power = '0'] = x.toExponential().split('e');
  const exponent = Number(power);
  if (Object.is(x, -0)) return '-0.0';
  if (exponent < -4 || exponent >= 16) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const plain = String(x);
  return plain.includes('e') ? x.toFixed(20).replace(/0+$/, '') : plain.includes('.') ? plain : `${plain}.0`;
}
