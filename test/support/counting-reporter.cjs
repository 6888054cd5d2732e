// Mocha's spec output, and a line for whoever started the run (ITERLOG_TEST_COUNTS names the file): the counts, and the
// names of the tests that failed, which a long output would hide.
const { appendFileSync } = require('node:fs');
const Mocha = require('mocha');

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.ITERLOG_TEST_COUNTS;
    if (!file) return;
    const failures = [];
    runner.on('fail', (test, { message = '' } = {}) =>
      failures.push(`${test.titlePath().join(' > ')}: ${message.split('\n', 1)[0]}`),
    );
    runner.once('end', () => {
      const { passes = 0, failures: failed = 0, pending = 0 } = this.stats;
      appendFileSync(file, `${JSON.stringify({ passed: passes, failed, skipped: pending, failures })}\n`);
    });
  }
};
