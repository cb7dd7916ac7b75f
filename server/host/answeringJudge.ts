/** Entry of `dist/judge.cjs`: compares values of charts with schemas, in a thread of the language server, or a worker of it in a browser. */
export { judgeRequests as answering } from './judge/judgeRequests.ts';
