import assert from 'node:assert/strict';
import fc from 'fast-check';
import { locatedTracebacks, placeHere, readTracebacks } from '../../../../src/core/run/tracebacks.ts';

/** As Python 3.11 and later write it: with marks below the lines of the source. */
const crash = `epoch 1/1  step 200/1000
╔══════════════════════════╗
║ TRAINING SUBPROCESS ERROR ║
╚══════════════════════════╝
Traceback (most recent call last):
  File "/data/me/proj/train_flyvis_subprocess.py", line 41, in main
    train(config)
    ~~~~~^^^^^^^^
  File "/data/me/proj/models/graph.py", line 7, in train
    raise ValueError("no key: hidden")
  File "/opt/conda/lib/python3.11/site-packages/torch/nn/module.py", line 1501, in _call_impl
    return forward_call(*args)
RuntimeError: CUDA error: out of memory
CUDA kernel errors might be asynchronously reported at some other API call.

done
`;

describe('readTracebacks', () => {
  it('reads what was raised and the frames, from the outermost', () => {
    const [found, ...others] = readTracebacks(crash);
    assert.deepEqual(others, []);
    assert.equal(found?.message, 'RuntimeError: CUDA error: out of memory');
    assert.deepEqual(
      found.frames.map(({ file, line, inside }) => [file.split('/').at(-1), line, inside]),
      [
        ['train_flyvis_subprocess.py', 41, 'main'],
        ['graph.py', 7, 'train'],
        ['module.py', 1501, '_call_impl'],
      ],
    );
  });

  it('reads a file that Python cannot parse, without a heading and without a function', () => {
    const text = '  File "/p/train.py", line 3\n    foo(\n       ^\nSyntaxError: \'(\' was never closed\n';
    assert.deepEqual(readTracebacks(text), [
      {
        message: "SyntaxError: '(' was never closed",
        frames: [{ file: '/p/train.py', line: 3, inside: undefined }],
      },
    ]);
  });

  it('reads each of a chain, with Windows line breaks, and an exception without words', () => {
    const one = (file: string, name: string) =>
      `Traceback (most recent call last):\n  File "${file}", line 1, in <module>\n    x\n${name}\n`;
    const text = `${one('a.py', 'KeyError: 1')}\nDuring handling of the above exception, another exception occurred:\n\n${one('b.py', 'KeyboardInterrupt')}`;
    assert.deepEqual(
      readTracebacks(text.replaceAll('\n', '\r\n')).map(({ message }) => message),
      ['KeyError: 1', 'KeyboardInterrupt'],
    );
  });

  it('reads those behind a prefix', () => {
    const prefixed = crash.replace(/^/gm, '[slot 2] ');
    assert.deepEqual(readTracebacks(prefixed), readTracebacks(crash));
  });

  it('finds none in other text, and none that was cut short', () => {
    assert.deepEqual(readTracebacks('File "a.py", line 3, in main is slow\nValueError: 1\n'), []);
    assert.deepEqual(readTracebacks(crash.slice(0, crash.indexOf('RuntimeError'))), []);
  });

  it('never throws and never gives a traceback without frames', () => {
    const line = fc.constantFrom(
      'Traceback (most recent call last):',
      '  | Traceback (most recent call last):',
      '  File "a.py", line 3, in f',
      '    code',
      'ValueError: x',
      '',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string())), lines =>
        readTracebacks(lines.join('\n')).every(({ frames }) => frames.length > 0),
      ),
    );
  });
});

describe('locatedTracebacks', () => {
  const mapping = { folder: '/data/me/proj', root: '/home/me/proj', pathMap: {} };

  it('shows a crash at the innermost frame whose file is here, and how it came there', () => {
    const [found] = locatedTracebacks([crash], mapping);
    assert.equal(found?.at.here, '/home/me/proj/models/graph.py');
    assert.equal(found.at.line, 7);
    assert.deepEqual(
      found.callers.map(({ here, line }) => [here, line]),
      [['/home/me/proj/train_flyvis_subprocess.py', 41]],
    );
  });

  it('says what error output and error log both have once', () =>
    assert.equal(locatedTracebacks([crash, `noise\n${crash}`], mapping).length, 1));

  it('says nothing of crashes in files that are not here', () =>
    assert.deepEqual(locatedTracebacks([crash], { ...mapping, folder: '/elsewhere' }), []));
});

describe('placeHere', () => {
  const mapping = {
    folder: '/srv/proj',
    root: '/home/me/proj',
    pathMap: { '/srv/proj/vendor': '/home/me/vendor', '/opt/lib/': '/home/me/lib' },
  };
  const cases: [string, string | undefined][] = [
    ['/srv/proj/train.py', '/home/me/proj/train.py'],
    ['train.py', '/home/me/proj/train.py'],
    ['./sub/../train.py', '/home/me/proj/train.py'],
    ['/srv/proj/vendor/a.py', '/home/me/vendor/a.py'],
    ['/opt/lib/x/y.py', '/home/me/lib/x/y.py'],
    ['/srv/project/train.py', undefined],
    ['/srv/proj/../other/train.py', undefined],
    ['/usr/lib/python3/abc.py', undefined],
    ['<frozen importlib._bootstrap>', undefined],
  ];
  for (const [file, here] of cases)
    it(`${file} is ${here ?? 'not here'}`, () => assert.equal(placeHere(file, mapping), here));
});
