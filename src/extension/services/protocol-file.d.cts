/** What esbuild.mjs builds into a file of its own, loaded when the first `iterlog.yaml` is met. */
export { readProtocolFile } from '../../core/protocol/file.ts';
