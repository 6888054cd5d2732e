/** Characters that steer a terminal instead of showing: control characters, line separators, and changes of direction. */
const steering = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text from a log or a file name, safe to show on one line of a terminal: what would steer it is written out. */
export const printable = (text: string): string => text.replace(steering, escaped);

/** The same for a text of several lines, whose line breaks and tabs stay. */
export const printableLines = (text: string): string =>
  text
    .replace(/\r(?=\n)/g, '')
    .replace(steering, char => (char === '\n' || char === '\t' ? char : escaped(char)));

/** A value as JSON without any raw control character; JSON itself allows some. */
export const printableJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(/[\u007f-\u009f]/g, escaped);
