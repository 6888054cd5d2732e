/** A file that is made from code or data, never by hand. */
export interface Generated {
  /** From the root of the repository, with forward slashes. */
  readonly file: string;
  readonly text: string;
}
