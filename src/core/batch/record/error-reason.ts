/** Why a run failed, by what it left. */

/** The last line of a traceback: an exception, with or without a module before it and a message after it. */
const exception = /^(?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Interrupt|Exit|Killed|Timeout)\b(?::.*)?$/;
/** How schedulers and the system say that they ended a job. */
const ended =
  /\b(?:TERM_\w+|out of memory|oom[- ]kill\w*|killed|segmentation fault|bus error|time limit|DUE TO TIME LIMIT|signal \d+|no space left)\b/i;
/** Lines that only draw a box, or say that what follows is an error. */
const frame = /^[\W_]*$|^[\W_]*(?:TRAINING|FLYVIS)? ?SUBPROCESS ERROR[\W_]*$|^Traceback \(most recent/i;
const mostCharacters = 300;

/**
 * The reason in an error log, on one line: the exception of its last traceback, else what ended the job, else its last
 * line that says anything. Undefined for a text that says nothing.
 * @param isJob for the error output of a job: only an exception or an end counts there, since it also holds warnings.
 */
export function errorReason(text: string, isJob = false): string | undefined {
  const lines = text.split(/\r\n|\r|\n/).map(unboxed);
  const last = (isWanted: (line: string) => boolean) => lines.findLast(isWanted);
  const found =
    last(line => exception.test(line)) ??
    last(line => ended.test(line)) ??
    (isJob ? undefined : last(line => !frame.test(line)));
  return found === undefined ? undefined : shortened(found);
}

/** A line without what draws a box around it. */
const unboxed = (line: string): string =>
  line
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/^[\s|│║*#=]+|[\s|│║*#=]+$/g, '')
    .trim();

const shortened = (line: string): string =>
  line.length > mostCharacters ? `${line.slice(0, mostCharacters).trimEnd()} ...` : line;
