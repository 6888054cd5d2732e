/** How long iterlog took to activate, by the marks that VS Code itself sets around it. */
interface Marks {
  getMarks(): readonly { readonly name: string; readonly startTime: number }[];
}

const step = (marks: ReturnType<Marks['getMarks']>, from: string, to: string): number => {
  const at = (name: string) =>
    marks.find(mark => mark.name === `code/extHost/${name}/iterlog.iterlog`)?.startTime ?? NaN;
  return at(to) - at(from);
};

/**
 * In ms: loading the code, and the call of `activate`. Running Extensions shows their sum, together with what other
 * extensions did in the same moment.
 */
export function activationTimes(): { readonly load: number; readonly call: number } {
  const { MonacoPerformanceMarks } = globalThis as unknown as { readonly MonacoPerformanceMarks: Marks };
  const marks = MonacoPerformanceMarks.getMarks();
  return {
    load: step(marks, 'willLoadExtensionCode', 'didLoadExtensionCode'),
    call: step(marks, 'willActivateExtension', 'didActivateExtension'),
  };
}
