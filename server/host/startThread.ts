import { Worker } from 'node:worker_threads';

/** A thread that answers one question at a time. */
export interface Thread<Question, Answer> {
  /** Fails if it ends before it has answered. */
  ask(question: Question): Promise<Answer>;
  /** Whatever it is doing. */
  end(): void;
}

export interface ThreadOptions {
  /** Path of a bundle of ours, whose first message says that it is ready, and each other one answers a question. */
  readonly script: string;
  /** In MB: a question that needs more is none that a person asks. */
  readonly memory: number;
  /** What the bundle gets as `workerData`. */
  readonly data?: unknown;
}

/** A thread of Node. It has no environment and no input, and does not keep the process alive. Fails if it does not begin. */
export function startThread<Question, Answer>({
  script,
  memory,
  data,
}: ThreadOptions): Promise<Thread<Question, Answer>> {
  const worker = new Worker(script, {
    env: {},
    execArgv: [],
    workerData: data,
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
