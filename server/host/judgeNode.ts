import { parentPort } from 'node:worker_threads';
import type { JudgeRequest } from './judge/judge.ts';
import { judgeRequests } from './judge/judgeRequests.ts';

/** Entry of `dist/judge.cjs`: compares values of charts with schemas, in a thread of the language server. */

const judge = judgeRequests();
parentPort?.on('message', (request: JudgeRequest) => parentPort?.postMessage(judge(request)));
parentPort?.postMessage('ready');
