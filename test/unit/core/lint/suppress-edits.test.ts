/** Suppressing comments as quick fixes write them. */
import assert from 'node:assert/strict';
import { lint } from '../../../../src/core/lint/engine.ts';
import { suppressInLog, suppressNextLine } from '../../../../src/core/lint/suppress-edits.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { applyEdits } from '../../../../src/core/text/edits.ts';

const slug = 'next-id-plus-one';
const config = 'Config: lr_update=0, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0';
const entry = [
  '## Iter 1: failed',
  'Node: id=1, parent=root',
  config,
  'Mutation: [none] — robustness re-run of Node 21',
  'Observation: the run crashed in CUDA.',
  'Next: parent=2',
  '',
].join('\n');

const problemsOf = (text: string) => lint(parse(text), { protocol: presets.vrest }).problems;
const problemOf = (text: string) => {
  const problem = problemsOf(text).find(({ rule }) => rule === slug);
  assert.ok(problem, 'the rule is silent');
  return problem;
};
const onLine = (text: string): string | undefined => {
  const edit = suppressNextLine(parse(text), problemOf(text));
  return edit && applyEdits(text, [edit]);
};
const inLog = (text: string): string => applyEdits(text, [suppressInLog(parse(text), slug)]);
const isSilent = (text: string) =>
  !problemsOf(text).some(({ rule }) => rule === slug || rule === 'unused-suppression');

describe('suppressing comments', () => {
  it('stand above the line', () => {
    const text = onLine(entry) ?? '';
    assert.equal(text, entry.replace('Next:', `<!-- iterlog-disable-next-line ${slug} -->\nNext:`));
    assert.ok(isSilent(text));
  });

  it('take the line break of the log', () => {
    const crlf = entry.replaceAll('\n', '\r\n');
    assert.ok(onLine(crlf)?.includes(`${slug} -->\r\nNext:`));
    assert.ok(inLog(crlf).startsWith(`<!-- iterlog-disable ${slug} -->\r\n## Iter 1`));
  });

  it('name the rule in a comment that stands there already', () => {
    const text = entry.replace('Next:', '<!-- iterlog-disable-next-line next-unscored -->\nNext:');
    const suppressed = onLine(text) ?? '';
    assert.ok(suppressed.includes(`<!-- iterlog-disable-next-line next-unscored, ${slug} -->\nNext:`));
    assert.ok(!problemsOf(suppressed).some(({ rule }) => rule === slug));
  });

  it('do not cut a value of several lines, a comment or a fence', () => {
    const within = (text: string, needle: string) => {
      const line = text.slice(0, text.indexOf(needle)).split('\n').length - 1;
      return suppressNextLine(parse(text), { line, rule: slug });
    };
    assert.equal(within(entry.replace('time_step=1', '\n  time_step=1'), 'time_step'), undefined);
    assert.equal(within(`${entry}\n<!--\nnote\n-->\n`, 'note'), undefined);
    assert.equal(within(`${entry}\n\`\`\`\nnote\n\`\`\`\n`, 'note'), undefined);
    assert.ok(within(entry, 'Config'));
  });

  it('stand at the top for the whole log', () => {
    assert.equal(inLog(entry), `<!-- iterlog-disable ${slug} -->\n${entry}`);
    assert.ok(isSilent(inLog(entry)));
    assert.ok(inLog(`\uFEFF${entry}`).startsWith('\uFEFF<!-- iterlog-disable'));
  });

  it('stand after front matter, but before a mere line of dashes', () => {
    assert.ok(inLog(`---\ntitle: x\n---\n${entry}`).startsWith('---\ntitle: x\n---\n<!-- iterlog'));
    assert.ok(inLog(`---\n${entry}\n---\n`).startsWith('<!-- iterlog'));
  });

  it('name a further rule in the comment at the top', () => {
    const text = `<!-- iterlog-disable next-unscored -->\n${entry}`;
    assert.ok(inLog(text).startsWith(`<!-- iterlog-disable next-unscored, ${slug} -->\n## Iter 1`));
    const other = `<!-- iterlog-disable-next-line header-form -->\n${entry}`;
    assert.ok(
      inLog(other).startsWith(`<!-- iterlog-disable ${slug} -->\n<!-- iterlog-disable-next-line header-form`),
    );
  });
});
