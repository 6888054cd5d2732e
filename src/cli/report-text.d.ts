/** What scripts/webview.mjs bundles: the script and the style of a report. */
declare module 'iterlog:report' {
  export const script: string;
  export const style: string;
}
