const codes = { bold: 1, dim: 2, underline: 4, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;
export type Colour = keyof typeof codes;

/** A text in a terminal's colour. */
export const paint = (colour: Colour, text: string): string => `\u001b[${codes[colour]}m${text}\u001b[0m`;
