import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { JudgeReply, JudgeRequest, JudgeThread } from './judge.ts';

/** In MB: a schema that needs more is none that a person wrote. */
const memory = 256;

/**
 * A thread of Node with what the build wrote for it (`judge.cjs`). It has no files, no environment and no input; it does not keep
 * the process alive.
 * @param dist the folder that the build wrote
 */
export function startNodeThread(dist: string): Promise<JudgeThread> {
  const worker = new Worker(path.join(dist, 'judge.cjs'), {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
  worker.unref();
  return new Promise((resolve, reject) => {
    let settle: ((reply: JudgeReply) => void) | undefined;
    let fail = reject;
    worker.once('message', () => {
      worker.on('message', (reply: JudgeReply) => settle?.(reply));
      resolve({
        ask(request: JudgeRequest) {
          worker.postMessage(request);
          return new Promise<JudgeReply>((onReply, onFailure) => {
            settle = onReply;
            fail = onFailure;
          });
        },
        end() {
          worker.terminate().catch(() => undefined);
        },
      });
    });
    worker.on('error', (error) => fail(error));
    worker.on('exit', () => fail(new Error('the thread has ended')));
  });
}
