import assert from 'node:assert/strict';
import { detectionReach, isLog } from '../../../../src/core/log/detect.ts';

describe('isLog', () => {
  const header = '## Iter 1: failed\n';
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['a header', `# Log\n\n${header}`, true],
    ['a header of another level', '### Iter 12: partial', true],
    ['CRLF and a byte order mark', `\uFEFF# Log\r\n\r\n## Iter 1: failed\r\n`, true],
    ['no header', '# Notes\n\nIter 1: failed\n## Iterations\n', false],
    ['the template of a header', '## Iter N: [V_rest success/partial/failed]\n', false],
    ['a header in a code fence', `# How to log\n\n\`\`\`\n${header}\`\`\`\n`, false],
    ['a header in a comment', `<!--\n${header}-->\n`, false],
    ['a header far down', `${'x\n'.repeat(detectionReach)}${header}`, false],
    ['nothing', '', false],
  ];
  for (const [what, text, expected] of cases) {
    it(`${expected ? 'takes' : 'does not take'} a text with ${what} for a log`, () =>
      assert.equal(isLog(text), expected));
  }
});
