import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** A thread that answers one question at a time. */
export interface Thread<Question, Answer> {
  /** Fails if it ends before it has answered. */
  ask(question: Question): Promise<Answer>;
  /** Whatever it is doing. */
  end(): void;
}

export interface ThreadOptions {
  /** The folder that the build wrote. */
  readonly dist: string;
  /** Name of an `AnsweringBundle` in it. */
  readonly bundle: string;
  /** In MB: a question that needs more is none that a person asks. */
  readonly memory: number;
  /** What the bundle gets before the first question. */
  readonly data?: unknown;
}

/** What a bundle exports that a thread answers with. */
export interface AnsweringBundle {
  readonly answering: (data: unknown) => (question: unknown) => unknown;
}

/** What `thread.cjs` gets. */
export interface ThreadData extends Pick<ThreadOptions, 'bundle' | 'data'> {
  /** Where what is compiled is kept, as `CompiledCode` has it. */
  readonly compiled: string | undefined;
}

/** A thread of Node. It has no environment and no input, and does not keep the process alive. Fails if it does not begin. */
export function startThread<Question, Answer>({
  dist,
  bundle,
  memory,
  data,
}: ThreadOptions): Promise<Thread<Question, Answer>> {
  const given: ThreadData = { bundle, data, compiled: process.env['NODE_COMPILE_CACHE'] };
  const worker = new Worker(path.join(dist, 'thread.cjs'), {
    env: {},
    execArgv: [],
    workerData: given,
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
  worker.unref();
  return new Promise((resolve, reject) => {
    let settle: ((answer: Answer) => void) | undefined;
    let fail: (error: Error) => void = reject;
    let ended: Error | undefined;
    const end = (error: Error) => {
      ended ??= error;
      fail(error);
    };
    worker.once('message', () => {
      worker.on('message', (answer: Answer) => settle?.(answer));
      resolve({
        ask(question) {
          if (ended) return Promise.reject(ended);
          worker.postMessage(question);
          return new Promise((onAnswer, onFailure) => {
            settle = onAnswer;
            fail = onFailure;
          });
        },
        end() {
          worker.terminate().catch(() => undefined);
        },
      });
    });
    worker.on('error', end);
    worker.on('exit', () => end(new Error('the thread has ended')));
  });
}
