/** Numbers and words as PyYAML reads them, and as it reads what iterlog writes. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRefusal } from '../../../../src/core/slots/model.ts';
import { readSlot } from '../../../../src/core/slots/read.ts';
import { resolvePlain, sameScalar } from '../../../../src/core/slots/scalar.ts';
import { writeScalar, writeValue } from '../../../../src/core/slots/write.ts';
import { asLoaded, comparable, describePyYaml, loadAll } from '../../../fixtures/pyyaml.ts';
import type { Loaded } from '../../../fixtures/pyyaml.ts';

const kindOf = (text: string) => resolvePlain(text)?.kind;
const valueOf = (text: string) => resolvePlain(text)?.value;

/** Spellings that other readers take otherwise. */
const spellings = [
  ...[
    '1e-5',
    '1e5',
    '1E5',
    '1.0E-5',
    '1.0e5',
    '1.e-5',
    '.5e-3',
    '-.5',
    '+.5',
    '.5',
    '5.',
    '-5.',
    '1_000',
    '1_000.5',
    '1_',
  ],
  ...[
    '010',
    '-010',
    '08',
    '09.5',
    '0',
    '-0',
    '+0',
    '0.0',
    '-0.0',
    '00',
    '0_',
    '0b101',
    '-0b1_0',
    '0x1F',
    '0o7',
    '0b',
    '0x',
    '1:30',
    '-1:30',
    '1:30:00',
    '1:30.5',
    '01:30',
    '1:60',
  ],
  ...[
    'yes',
    'Yes',
    'YES',
    'yEs',
    'no',
    'on',
    'off',
    'Off',
    'true',
    'True',
    'TRUE',
    'tRue',
    'y',
    'n',
    'T',
    'F',
    '~',
    'null',
    'Null',
    'none',
    'None',
  ],
  ...[
    '.inf',
    '+.inf',
    '-.INF',
    '.Inf',
    '.iNf',
    'inf',
    '-inf',
    '.nan',
    '.NaN',
    'nan',
    '-.nan',
    '2020-01-02',
    '2020-1-2',
    '2020-01-02 10:20:30',
    '2020-01-02T10:20:30Z',
    '1.2.3',
    '1-2',
    '1 000',
    '=',
    '<<',
    '0x_',
    '0b_',
  ],
  ...[
    '9007199254740993',
    '-9007199254740993',
    '123456789012345678901234567890',
    '1.7976931348623157e+308',
    '1.0e+400',
    '5e-324',
    '4.9e-324',
    '0.1',
    '0.30000000000000004',
  ],
];

const digits = fc.string({
  unit: fc.constantFrom(...'0 1 2 3 4 5 6 7 8 9 . . _ _ e E + - : x b 7 a f'.split(' ')),
  maxLength: 9,
});

const loadedScalar = (text: string): unknown => {
  const scalar = resolvePlain(text);
  return scalar
    ? comparable(
        asLoaded({ kind: 'scalar', scalar, style: 'none', span: { start: 0, end: 0 }, sharing: 'none' }),
      )
    : 'error';
};
const read = (text: string) => `a: ${text}\n`;
const loaded = (text: Loaded): unknown => (text[0] === 'map' ? comparable(text[1][0]![1]) : text[0]);

describe('plain scalars', () => {
  it('are those of YAML 1.1', () => {
    assert.deepEqual(['1e-5', '1.0E-5', '1.5e3', '-.5', 'T', '08'].map(kindOf), [
      'text',
      'float',
      'text',
      'text',
      'text',
      'text',
    ]);
    assert.deepEqual(['010', '1_000', '0x1F', '1:30', '.5', '5.', '-.inf', 'off'].map(valueOf), [
      8,
      1000,
      31,
      90,
      0.5,
      5,
      -Infinity,
      false,
    ]);
    assert.equal(valueOf('9007199254740993'), 9007199254740993n);
    assert.deepEqual(['=', '<<', '0x_'].map(valueOf), [undefined, undefined, undefined]);
  });

  it('are equal as Python finds them equal', () => {
    const same = (a: string, b: string) => sameScalar(resolvePlain(a)!, resolvePlain(b)!);
    for (const [a, b] of [
      ['0', '0.0'],
      ['1.0e-05', '0.00001'],
      ['yes', 'true'],
      ['~', ''],
      ['8', '010'],
      ['.nan', '.NaN'],
    ] as const)
      assert.ok(same(a, b), `${a} ${b}`);
    for (const [a, b] of [
      ['1', 'true'],
      ['1e-5', '1.0e-5'],
      ['9007199254740993', '9007199254740992'],
      ['null', 'none'],
    ] as const)
      assert.ok(!same(a, b), `${a} ${b}`);
  });
});

describe('written values', () => {
  it('have the form that PyYAML writes', () => {
    assert.deepEqual(
      [1e-5, 2.5e-6, 1.8e-3, 0.0001, 1e-4, 20, 0, -3, 0.5, 1e16, 1e22, 1.5e300, Infinity, -Infinity, NaN].map(
        value => writeValue(value),
      ),
      [
        ...[
          '1.0e-05',
          '2.5e-06',
          '0.0018',
          '0.0001',
          '0.0001',
          '20',
          '0',
          '-3',
          '0.5',
          '1.0e+16',
          '1.0e+22',
          '1.5e+300',
          '.inf',
          '-.inf',
          '.nan',
        ],
      ],
    );
    assert.equal(writeValue(1, { scalar: { kind: 'float', value: 0.5 }, quotes: 'none' }), '1.0');
    assert.equal(writeValue('x_00', { scalar: { kind: 'text', value: 'x_01' }, quotes: 'single' }), "'x_00'");
    assert.deepEqual(
      ['a b', 'yes', '1e5', '1.0e+5', 'a: b', "it's", 'ü'].map(text => writeValue(text)),
      ['a b', '"yes"', '1e5', '"1.0e+5"', '"a: b"', '"it\'s"', 'ü'],
    );
  });
});

describePyYaml('PyYAML', () => {
  it('reads every spelling as iterlog does', () => {
    loadAll(spellings.map(read)).forEach((result, i) =>
      assert.deepEqual(loaded(result), loadedScalar(spellings[i]!), spellings[i]),
    );
  });

  it('reads any digits and marks as iterlog does', () => {
    const texts = fc
      .sample(digits, { numRuns: 2500, seed: 1 })
      .filter(text => !isRefusal(readSlot(read(text))) && /^[^-:].*[^:]$/.test(text));
    assert.ok(texts.length > 500);
    loadAll(texts.map(read)).forEach((result, i) =>
      assert.deepEqual(loaded(result), loadedScalar(texts[i]!), texts[i]),
    );
  });

  it('reads back every number and every text that iterlog writes', () => {
    const values = [
      ...fc.sample(fc.double(), { numRuns: 1500, seed: 2 }),
      ...fc.sample(fc.integer(), { numRuns: 200, seed: 3 }),
      ...fc
        .sample(
          fc.oneof(
            fc.string({ unit: 'grapheme' }),
            fc.string({ unit: 'binary' }),
            fc.constantFrom(...spellings),
          ),
          { numRuns: 1500, seed: 4 },
        )
        .filter(text => !/\p{Cs}/u.test(text)),
    ];
    loadAll(values.map(value => read(writeValue(value)))).forEach((result, i) => {
      const value = values[i]!;
      const expected =
        typeof value === 'string'
          ? ['text', value]
          : Number.isSafeInteger(value) && !Object.is(value, -0)
            ? ['integer', String(value)]
            : { float: value };
      assert.deepEqual(loaded(result), expected, `${String(value)} ${writeValue(value)}`);
    });
  });

  it('reads back every scalar that iterlog copies by its value', () => {
    const texts = spellings.filter(text => resolvePlain(text));
    loadAll(texts.map(text => read(writeScalar(resolvePlain(text)!)))).forEach((result, i) =>
      assert.deepEqual(loaded(result), loadedScalar(texts[i]!), texts[i]),
    );
  });
});
