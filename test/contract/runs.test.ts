/** Runs in the manifest: what may start a program needs trust, and what it says is what the code reads. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { readTargets } from '../../src/core/run/read-targets.ts';
import { taskSchema } from '../../src/core/run/task-schema.ts';
import * as ids from '../../src/extension/features/command-ids.ts';

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Record<string, unknown>>> };
    readonly taskDefinitions: readonly Record<string, unknown>[];
    readonly problemMatchers: readonly {
      readonly name: string;
      readonly pattern: readonly {
        readonly regexp: string;
        readonly file?: number;
        readonly line?: number;
        readonly message?: number;
      }[];
    }[];
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { contributes } = manifest;

describe('the commands of the manifest', () => {
  const contributed = contributes.commands.map(({ command }) => command).sort();
  const internal: readonly string[] = [ids.openIterationId, ids.openRunFileId, ids.showRunsId];

  it('are those of the code', () =>
    assert.deepEqual(
      Object.values(ids)
        .filter(id => !internal.includes(id))
        .sort(),
      contributed,
    ));

  it('need trust where they start a program or ask a target', () => {
    const running = [
      ...[ids.runBatchId, ids.runLoopId, ids.startLoopAfreshId],
      ...[ids.attachToRunId, ids.cancelRunId, ids.forgetRunId, ids.fetchResultsId],
    ];
    for (const id of running) {
      const { enablement = '' } = contributes.commands.find(({ command }) => command === id) ?? {};
      assert.match(enablement, /^isWorkspaceTrusted && !virtualWorkspace\b/, id);
    }
  });
});

describe('the setting of targets', () => {
  const setting = contributes.configuration.properties['iterlog.targets'] ?? {};
  const { scope, defaultSnippets } = setting;
  const validate = new Ajv({ strict: false }).compile(setting);

  it('belongs to the machine, and a folder without trust cannot set it', () => {
    assert.equal(scope, 'machine-overridable');
    assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes('iterlog.targets'));
  });

  const cases: [string, unknown, boolean][] = [
    ['a machine by ssh', { gpu1: { type: 'ssh', host: 'gpu1', folder: '/home/me/p', gpus: [0, 1] } }, true],
    ['a cluster', { c: { type: 'slurm', queue: 'gpu', commands: { sbatch: ['/opt/sbatch'] } } }, true],
    ['a host that is an option', { bad: { type: 'ssh', host: '-oProxyCommand=x', folder: '/p' } }, false],
    ['a folder that is not absolute', { bad: { type: 'local', folder: 'p' } }, false],
    ['a key that is not known', { bad: { type: 'local', gpu: 1 } }, false],
    ['a type that is not known', { bad: { type: 'pbs' } }, false],
  ];
  for (const [what, value, isGood] of cases)
    it(`has a schema that says of ${what} what the code says`, () => {
      assert.equal(validate(value), isGood);
      assert.equal(readTargets(value).problems.length === 0, isGood);
    });

  it('offers snippets that are good', () => {
    const bodies = (defaultSnippets as { body: unknown }[]).map(({ body }) => body);
    for (const body of bodies) assert.deepEqual(readTargets(body).problems, []);
  });
});

describe('the tasks of the manifest', () => {
  const [definition = {}] = contributes.taskDefinitions;

  it("accept the issue's example, and default to a loop that goes on, on this machine", () => {
    const example = {
      ...{ type: 'iterlog', exploration: 'log/a_Claude', target: 'gpu1' },
      ...{ script: 'GNN_LLM_parallel_flyvis.py', task: 'generate_train_test_plot_Claude_cluster' },
      ...{ iterations: 144, resume: true, args: [] },
    };
    const validate = new Ajv({ strict: false }).compile({ ...definition, type: 'object' });
    assert.ok(validate(example));
    assert.equal(taskSchema.parse(example).run, 'loop');
    const { target, run, resume } = taskSchema.parse({ exploration: 'a' });
    assert.deepEqual({ target, run, resume }, { target: 'local', run: 'loop', resume: true });
  });

  it('ask for nothing but the exploration', () => {
    assert.deepEqual(definition.required, ['exploration']);
    assert.equal(definition.type, 'iterlog');
  });
});

describe('the problem matcher', () => {
  it('matches a traceback of Python, also behind a slot', () => {
    const [matcher] = contributes.problemMatchers;
    const lines = [
      '  File "/p/train.py", line 41, in main',
      '    train(config)',
      'ValueError: no key: hidden',
    ];
    for (const prefix of ['', '[slot 2] ']) {
      const found = matcher?.pattern.map(({ regexp }, i) =>
        new RegExp(regexp).exec(`${prefix}${lines[i] ?? ''}`),
      );
      const [place, source, raised] = found ?? [];
      assert.deepEqual([place?.[1], place?.[2]], ['/p/train.py', '41']);
      assert.ok(source);
      assert.equal(raised?.[1], 'ValueError: no key: hidden');
    }
  });
});
