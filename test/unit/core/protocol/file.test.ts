/** Reading an iterlog.yaml: what it changes, what is wrong with it, and where. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readProtocolFile } from '../../../../src/core/protocol/file.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { protocolSchema } from '../../../../src/core/protocol/schema.ts';
import { universal } from '../../../../src/core/protocol/universal.ts';

const read = (text: string) => readProtocolFile(text, 'vrest');
const marked = (text: string) => read(text).problems.map(({ span }) => text.slice(span.start, span.end));
const messages = (text: string) => read(text).problems.map(problem => problem.message);

describe('presets', () => {
  for (const [name, preset] of Object.entries({ ...presets, universal })) {
    it(`${name} is what the schema makes of it`, () =>
      assert.deepEqual(protocolSchema.parse(preset), preset));
    if (preset === universal) continue;
    it(`${name} comes back unchanged from a file that only extends it`, () => {
      assert.deepEqual(readProtocolFile(`extends: ${name}\n`, undefined), {
        protocol: preset,
        universalOnly: false,
        severities: {},
        files: {},
        problems: [],
      });
    });
  }
});

describe('readProtocolFile', () => {
  it('merges records by key, replaces lists, and keeps what is not named', () => {
    const { protocol, problems } = read(`
extends: vrest
blockSize: 24
metrics:
  tau_R2: null
  connectivity_R2: { min: -1 }
  extra: { presence: expected }
parameters:
  W_L2: { candidates: [1, 2] }
  dropout: { role: tunable, keys: [dropout] }
configKeys: [lr_update, dropout]
ucb: { c: 2 }
time: { recurrent: { 4: 70 }, warn: 50 }
status: { classes: { success: { any: [] }, partial: null } }
`);
    assert.deepEqual(problems, []);
    assert.equal(protocol.blockSize, 24);
    assert.equal(protocol.metrics.tau_R2, undefined);
    assert.deepEqual(protocol.metrics.connectivity_R2, { ...presets.vrest.metrics.connectivity_R2, min: -1 });
    assert.deepEqual(protocol.metrics.extra, { presence: 'expected', aliases: [] });
    assert.deepEqual(protocol.parameters.W_L2?.candidates, [1, 2]);
    assert.deepEqual(protocol.parameters.W_L2.aliases, ['coeff_W_L2']);
    assert.equal(protocol.parameters.dropout?.type, 'number');
    assert.deepEqual(protocol.configKeys, ['lr_update', 'dropout']);
    assert.deepEqual(protocol.ucb, { c: 2, formula: 'puct' });
    assert.deepEqual(protocol.time?.recurrent, { '2': 50, '3': 60, '4': 70 });
    assert.deepEqual(Object.keys(protocol.status.classes), ['success', 'failed']);
    assert.deepEqual(presets.vrest.parameters.W_L2?.candidates.length, 5, 'the preset is untouched');
  });

  it('removes with null what a protocol may lack', () => {
    const { protocol, problems } = read(
      'baseline: null\ntime: null\nimprovement: null\nrobustness: null\nmetrics: { tau_R2: { max: null } }\n',
    );
    assert.deepEqual(problems, []);
    assert.equal(
      protocol.baseline ?? protocol.time ?? protocol.improvement ?? protocol.robustness,
      undefined,
    );
    assert.ok(!('max' in (protocol.metrics.tau_R2 ?? {})));
  });

  it('takes the preset that fits the log when the file names none', () => {
    const rules = 'rules: { time-limit: off }\n';
    assert.equal(readProtocolFile(rules, 'metabolism').protocol.title, presets.metabolism.title);
    assert.deepEqual(readProtocolFile(rules, undefined), {
      protocol: universal,
      universalOnly: true,
      severities: { 'time-limit': 'off' },
      files: {},
      problems: [],
    });
    assert.equal(readProtocolFile('blockSize: 24\n', undefined).universalOnly, false);
  });

  for (const empty of ['', '# only a comment\n', '\uFEFF', '---\n', 'rules:\n', '{}']) {
    it(`has nothing against ${JSON.stringify(empty)}`, () => {
      assert.deepEqual(read(empty), {
        protocol: presets.vrest,
        universalOnly: false,
        severities: {},
        files: {},
        problems: [],
      });
    });
  }

  it('counts a byte order mark in the places', () =>
    assert.deepEqual(marked('\uFEFFblokSize: 3\n'), ['blokSize']));
});

describe('a broken iterlog.yaml', () => {
  const cases: readonly (readonly [
    name: string,
    text: string,
    marked: readonly string[],
    message: RegExp,
  ])[] = [
    [
      'an unknown key',
      'blokSize: 24\n',
      ['blokSize'],
      /`blokSize` is unknown here\. Did you mean `blockSize`\?/,
    ],
    [
      'an unknown key further down',
      'parameters:\n  lr:\n    rol: locked\n',
      ['rol'],
      /`parameters\.lr\.rol`.*`role`/,
    ],
    ['several unknown keys', 'a1: 1\nzz: 2\n', ['a1', 'zz'], /unknown here/],
    [
      'a value of the wrong type',
      'blockSize: many\n',
      ['many'],
      /`blockSize` cannot be used: expected number, received string\./,
    ],
    ['a value out of range', 'batchSize: 0\n', ['0'], /`batchSize` cannot be used: expected number to be >0/],
    ['an unknown preset', 'extends: vrets\n', ['vrets'], /`extends` cannot be used.* Did you mean `vrest`\?/],
    ['a wrong item of a list', 'configKeys: [lr, 3]\n', ['3'], /`configKeys\.1`/],
    ['nothing where something must be', 'metrics:\nblockSize: 3\n', ['metrics'], /`metrics` cannot be used/],
    [
      'a new parameter without a role',
      'parameters:\n  extra: { min: 1 }\n',
      ['extra'],
      /`parameters\.extra\.role`/,
    ],
    ['a list for a mapping', 'metrics: [a]\n', ['metrics'], /expected record, received array/],
    ['an item without a key', 'slots:\n  - modes: [x]\n', ['modes'], /`slots\.0\.role`/],
    [
      'an unknown reward',
      'reward: V_rset_R2\n',
      ['V_rset_R2'],
      /`reward` names `V_rset_R2`.*Did you mean `V_rest_R2`\?/,
    ],
    ['a scored metric that is removed', 'metrics: { V_rest_R2: null }\n', ['null'], /no such metric/],
    ['an unknown Config key', 'configKeys: [lr_update, foo]\n', ['foo'], /`configKeys` names `foo`/],
    [
      'an unknown parameter in the start batch',
      'startBatch: [{}, { foo: 1 }]\n',
      ['1'],
      /`startBatch` names `foo`/,
    ],
    ['a robustness slot that no batch has', 'batchSize: 2\n', ['2'], /There is no slot 3/],
    ['an empty range', 'parameters: { time_step: { min: 20 } }\n', ['20'], /range of time_step is empty/],
    ['a key twice', 'blockSize: 1\nblockSize: 2\n', ['b'], /not YAML: Map keys must be unique/],
    ['a tab', 'ucb:\n\tc: 1\n', ['\t'], /not YAML: Tabs/],
    [
      'two documents',
      'extends: vrest\n---\nextends: vrest\n',
      ['---\nextends: vrest\n'],
      /not YAML: .*multiple documents/,
    ],
    ['an open list', 'configKeys: [lr', [''], /not YAML/],
    ['a scalar', 'vrest\n', ['vrest'], /is a mapping/],
    ['a list', '- vrest\n', ['- vrest\n'], /is a mapping/],
    ['an unknown alias', 'reward: *a\n', ['reward'], /cannot be read/],
    ['a tag', 'reward: !!python/object x\n', ['!!python/object'], /not YAML: Unresolved tag/],
  ];
  for (const [name, text, places, message] of cases) {
    it(`${name}: says so there, and uses the preset`, () => {
      assert.deepEqual(marked(text), places);
      assert.match(messages(text)[0] ?? '', message);
      assert.match(messages(text)[0] ?? '', /Until it is mended the preset `vrest` is used as it is\.$/);
      assert.equal(read(text).protocol, presets.vrest);
    });
  }

  it('keeps the preset that it names', () => {
    assert.equal(read('extends: metabolism\nfoo: 1\n').protocol, presets.metabolism);
    assert.equal(read('extends: metabolism\nblockSize: 1\nblockSize: 2\n').protocol, presets.metabolism);
  });

  it('an unknown rule has no effect, and costs nothing else', () => {
    const text = 'blockSize: 24\nrules:\n  time-limt: off\n  time-flag: loud\n  line-order: info\n';
    const { protocol, severities, problems } = read(text);
    assert.deepEqual(marked(text).sort(), ['loud', 'time-limt']);
    assert.ok(problems.every(problem => problem.message.endsWith('It has no effect.')));
    assert.ok(problems.some(problem => problem.message.includes('Did you mean `time-limit`?')));
    assert.equal(protocol.blockSize, 24);
    assert.deepEqual(severities, { 'line-order': 'info' });
  });

  it('an alias bomb is refused', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) =>
        `k${i}: &k${i} [${
          i === 0
            ? 'x'
            : Array(9)
                .fill(`*k${i - 1}`)
                .join(', ')
        }]`,
    );
    assert.match(messages(levels.join('\n'))[0] ?? '', /cannot be read: Excessive alias count/);
  });

  it('deep nesting is refused with a few problems, not with thousands', () => {
    const { problems } = read('['.repeat(5_000));
    assert.ok(problems.length > 0 && problems.length <= 20);
  });

  for (const odd of [
    'a: &a {b: *a}',
    '__proto__: {x: 1}',
    '? [a, b]\n: 1',
    '"\\x"',
    '~: 1',
    '1: 2',
    '%YAML 9.9\n---\n',
    '<<: *a',
  ]) {
    it(`${JSON.stringify(odd)} is a problem`, () => assert.ok(read(odd).problems.length > 0));
  }

  it('no text throws, and every place lies inside the text', () => {
    const keys = [
      'extends',
      'rules',
      'metrics',
      'parameters',
      'status',
      'slots',
      'reward',
      'time',
      '&a',
      '*a',
      '<<',
      '__proto__',
    ];
    const piece = fc.oneof(
      fc.constantFrom(...keys, ': ', '\n', '\n  ', '- ', '{', '}', '[', ']', 'null', '3', '"', '\t', '\r\n'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const text = pieces.join('');
        for (const { span } of readProtocolFile(text, 'flyvis').problems)
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the files that an iterlog.yaml names', () => {
  it('are read beside the protocol', () => {
    const { files, problems, protocol } = read(
      "files:\n  slots: 'config/{name}_{slot}.yaml'\n  log: my log.md\nblockSize: 24\n",
    );
    assert.deepEqual(files, { slots: 'config/{name}_{slot}.yaml', log: 'my log.md' });
    assert.deepEqual([problems, protocol.blockSize], [[], 24]);
  });

  it('do not spoil one another or the protocol', () => {
    const text =
      "files:\n  slots: all.yaml\n  log: '{nam}.md'\n  memry: x.md\n  plan: plans/{name}.yaml\nblockSize: 24\n";
    const { files, protocol } = read(text);
    assert.deepEqual(files, { plan: 'plans/{name}.yaml' });
    assert.equal(protocol.blockSize, 24);
    assert.deepEqual(marked(text), ["'{nam}.md'", 'all.yaml', 'memry']);
    assert.deepEqual(messages(text), [
      '`files.log` cannot be used: expected a path in which only {name} and {base} stand in braces. It has no effect.',
      '`files.slots` cannot be used: expected a path with {slot}, in which only {name}, {base} and {slot} stand in braces. It has no effect.',
      '`files.memry` is unknown here. Did you mean `memory`? It has no effect.',
    ]);
  });
});
