import type { JudgeReply, JudgeRequest } from './judge/judge.ts';
import { judgeRequests } from './judge/judgeRequests.ts';

/** Entry of `dist/browser/judge.js`: the same as a web worker of the language server's. */

/** What the worker's global scope offers, as far as it is used. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: JudgeRequest }) => void): void;
  postMessage(message: JudgeReply | 'ready'): void;
}

const scope = globalThis as unknown as WorkerScope;
const judge = judgeRequests();
scope.addEventListener('message', ({ data }) => scope.postMessage(judge(data)));
scope.postMessage('ready');
