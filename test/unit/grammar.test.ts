/** The injected grammar, run by VS Code's own tokenizer on top of its Markdown grammar. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { IGrammar } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const { Registry, parseRawGrammar, INITIAL } = require('vscode-textmate') as typeof import('vscode-textmate');
const oniguruma = require('vscode-oniguruma') as typeof import('vscode-oniguruma');

const markdown = 'text.html.markdown';
const injection = 'markdown.iterlog.injection';
const files: Readonly<Record<string, string>> = {
  [markdown]: require.resolve('tm-grammars/grammars/markdown.json'),
  [injection]: path.resolve('syntaxes/iterlog.injection.json'),
};

async function load(injected: boolean): Promise<IGrammar> {
  await wasm;
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: sources => new oniguruma.OnigScanner(sources),
      createOnigString: text => new oniguruma.OnigString(text),
    }),
    loadGrammar: scope => {
      const file = files[scope];
      return Promise.resolve(file === undefined ? null : parseRawGrammar(readFileSync(file, 'utf8'), file));
    },
    getInjections: scope => (injected && scope === markdown ? [injection] : undefined),
  });
  const grammar = await registry.loadGrammar(markdown);
  assert.ok(grammar);
  return grammar;
}
const wasm = oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer);

interface Piece {
  readonly text: string;
  readonly scopes: readonly string[];
}

function tokenize(grammar: IGrammar, text: string): Piece[][] {
  let stack = INITIAL;
  return text.split('\n').map(line => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes,
    }));
  });
}

const isOwn = (scope: string) => scope.endsWith('.iterlog');
/** `text scope` of the pieces of a line that have a scope of ours, fields and entries as a whole aside. */
const coloured = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap(({ text, scopes }) => {
    const own = scopes.filter(
      scope => isOwn(scope) && !scope.startsWith('meta.') && !scope.startsWith('punctuation.'),
    );
    return own.map(scope => `${text} ${scope.replace(/\.iterlog$/, '')}`);
  });

describe('grammar', () => {
  let grammar: IGrammar;
  let plain: IGrammar;
  before(async () => {
    grammar = await load(true);
    plain = await load(false);
  });

  const example = readFileSync(
    'test/fixtures/explorations/vrest/flyvis_62_1_gs_vrest_Claude_analysis.md',
    'utf8',
  );
  const inExample = (line: string): string[] => {
    const index = example.split('\n').findIndex(other => other.startsWith(line));
    assert.ok(index >= 0, line);
    return coloured(tokenize(grammar, example)[index] ?? []);
  };
  const inEntry = (line: string): string[] =>
    coloured(tokenize(grammar, `## Iter 7: V_rest partial\n${line}`)[1] ?? []);

  it('colours a header: the iteration and the status', () => {
    assert.deepEqual(inExample('## Iter 2:'), [
      '2 constant.numeric.iteration',
      'V_rest partial markup.changed.status.partial',
    ]);
    const status = (text: string) => coloured(tokenize(grammar, `### Iter 12: ${text}`)[0] ?? []).slice(1);
    assert.deepEqual(status('success'), ['success markup.inserted.status.success']);
    assert.deepEqual(status('V_rest failed'), ['V_rest failed markup.deleted.status.failed']);
    assert.deepEqual(status('mystery'), []);
  });

  it('keeps a header a Markdown heading', () => {
    const [header = []] = tokenize(grammar, '## Iter 2: V_rest partial');
    assert.deepEqual(
      header.filter(({ scopes }) => !scopes.includes('markup.heading.markdown')),
      [],
    );
  });

  it('colours node ids', () => {
    assert.deepEqual(inExample('Node: id=2'), [
      'Node keyword.other.field',
      'id variable.parameter',
      '= keyword.operator.assignment',
      '2 constant.numeric.id',
      'parent variable.parameter',
      '= keyword.operator.assignment',
      'root constant.language.root',
    ]);
    assert.deepEqual(inEntry('Next: parent=21 (Block 4 champion)').slice(-1), ['21 constant.numeric.id']);
  });

  it('colours the names in Config and Metrics', () => {
    const names = (line: string) => inEntry(line).filter(piece => piece.endsWith('variable.parameter'));
    assert.deepEqual(names('Config: lr_update=1.8E-3, recurrent=F'), [
      'lr_update variable.parameter',
      'recurrent variable.parameter',
    ]);
    assert.deepEqual(names('Metrics: V_rest_R2=0.588'), ['V_rest_R2 variable.parameter']);
  });

  it('colours a mutation: parameter, arrow, `[none]` and the node that is run again', () => {
    assert.deepEqual(inEntry('Mutation: lr_update: 0 -> 1.8E-3'), [
      'Mutation keyword.other.field',
      'lr_update variable.parameter',
      '-> keyword.operator.arrow',
    ]);
    assert.deepEqual(inEntry('Mutation: lr_k: 0 → 1'), [
      'Mutation keyword.other.field',
      'lr_k variable.parameter',
      '→ keyword.operator.arrow',
    ]);
    assert.deepEqual(inEntry('Mutation: [none] — robustness re-run of Node 21'), [
      'Mutation keyword.other.field',
      '[none] constant.language.none',
      '21 constant.numeric.id',
    ]);
  });

  it('colours the labels of prose, and leaves the prose to Markdown', () => {
    for (const label of ['Mode/Strategy', 'Mode', 'Parent rule', 'Observation']) {
      const [, line = []] = tokenize(grammar, `## Iter 7: failed\n${label}: some **bold** words, lr=2 -> 3`);
      assert.deepEqual(coloured(line), [`${label} keyword.other.field`]);
      assert.ok(line.some(({ text, scopes }) => text === 'bold' && scopes.includes('markup.bold.markdown')));
    }
  });

  it('ends an entry at the next heading and at a line of dashes', () => {
    for (const end of ['### Batch 1 Summary', '---', '# Title']) {
      const after = tokenize(
        grammar,
        `## Iter 7: failed\nNode: id=7, parent=root\n\n${end}\nNode: id=8, parent=7`,
      );
      assert.deepEqual(coloured(after[4] ?? []), [], end);
    }
    const next = tokenize(grammar, '## Iter 7: failed\n## Iter 8: failed\nNode: id=8, parent=7');
    assert.equal(
      next[1]?.flatMap(({ scopes }) => scopes.filter(scope => scope === 'meta.entry.iterlog')).length,
      next[1]?.length,
    );
  });

  it('leaves plan bullets, tables and fences in an entry to Markdown', () => {
    const others = [
      '**Slot 0 (id=5)**: finer lr_update',
      '- Config: lr_update=1.5E-3',
      '- Mutation: lr_update: 1.8E-3 -> 1.5E-3',
      '| Iter | lr_update=1 |',
      'We set Config: lr=2 and Next: parent=3.',
    ];
    for (const line of others) assert.deepEqual(inEntry(line), [], line);
    const fenced = tokenize(
      grammar,
      '## Iter 7: failed\n\n```\n## Iter 8: failed\nNode: id=8, parent=7\n```\nNode: id=7, parent=root',
    );
    assert.deepEqual(fenced.slice(3, 5).flatMap(coloured), []);
    assert.equal(coloured(fenced[6] ?? []).length, 7);
  });

  it('changes nothing in ordinary Markdown', () => {
    const ordinary = [
      '# Notes',
      'Next: parent=3',
      'Config: lr=2, depth=3',
      'Mutation: a: 1 -> 2',
      '## Iterations',
      '## Iteration 3: failed',
      'Node: id=1, parent=root',
      '- ## Iter 3: failed',
      '> ## Iter 3: failed',
      '```',
      '## Iter 3: failed',
      'Node: id=1, parent=root',
      '```',
      'Observation: **bold** text',
    ].join('\n');
    assert.deepEqual(tokenize(grammar, ordinary), tokenize(plain, ordinary));
  });

  it('leaves what stands between the entries of a log as it is', () => {
    const lines = example.split('\n');
    const summary = lines.findIndex(line => line === '---');
    const from = lines
      .slice(
        summary,
        lines.findIndex((line, i) => i > summary && line.startsWith('## Iter')),
      )
      .join('\n');
    const whole = tokenize(grammar, example).slice(summary, summary + from.split('\n').length);
    assert.deepEqual(whole, tokenize(plain, from));
  });
});
