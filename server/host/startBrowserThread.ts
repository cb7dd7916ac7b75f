import type { Thread } from './startThread.ts';

/** What is used of a web worker; the compiler does not know browsers here. */
interface WebWorker {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  postMessage(message: unknown): void;
  terminate(): void;
}
declare const Worker: new (url: string) => WebWorker;

/**
 * A worker of the worker that the language server is. Fails if it does not begin.
 * @param script its code, whose first message says that it is ready, and each other one answers a question: from the origin of
 * the extension, which is another one than that of the page, it would not be run
 * @param data what it gets before the first question; `undefined`: nothing
 */
export function startBrowserThread<Question, Answer>(
  script: string,
  data?: unknown,
): Promise<Thread<Question, Answer>> {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = new Worker(url);
  return new Promise((resolve, reject) => {
    let settle: ((answer: Answer) => void) | undefined;
    let fail = reject;
    worker.addEventListener('message', ({ data: answer }) => {
      if (answer !== 'ready') return settle?.(answer as Answer);
      URL.revokeObjectURL(url);
      resolve({
        ask(question) {
          worker.postMessage(question);
          return new Promise<Answer>((onAnswer, onFailure) => {
            settle = onAnswer;
            fail = onFailure;
          });
        },
        end: () => worker.terminate(),
      });
    });
    worker.addEventListener('error', ({ message }) => fail(new Error(message ?? 'the worker does not run')));
    if (data !== undefined) worker.postMessage(data);
  });
}

/** The script of a worker that answers with a bundle, as `thread.cjs` does in Node. @param bundle the text of an `AnsweringBundle`, which gets no data */
export function answeringScript(bundle: string): string {
  return `const module = { exports: {} };
(function (module, exports) {
${bundle}
})(module, module.exports);
const answer = module.exports.answering();
addEventListener('message', ({ data }) => postMessage(answer(data)));
postMessage('ready');
`;
}
