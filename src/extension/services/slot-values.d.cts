/** What esbuild.mjs builds into a file of its own, loaded when the first slot config is met. */
export { slotValues } from '../../core/slots/values.ts';
