/** Entry of `dist/definitions.cjs`: compiles definitions, in a thread of the language server. */
export { definitionJobs as answering } from './definitions/definitionJobs.ts';
