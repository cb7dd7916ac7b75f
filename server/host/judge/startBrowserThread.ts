import type { JudgeReply, JudgeRequest, JudgeThread } from './judge.ts';

/** What is used of a web worker; the compiler does not know browsers here. */
interface WebWorker {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  postMessage(message: JudgeRequest): void;
  terminate(): void;
}
declare const Worker: new (url: string) => WebWorker;

/**
 * A worker of the worker that the language server is.
 * @param script its code: from the origin of the extension, which is another one than that of the page, it would not be run
 */
export function startBrowserThread(script: string): Promise<JudgeThread> {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = new Worker(url);
  return new Promise((resolve, reject) => {
    let settle: ((reply: JudgeReply) => void) | undefined;
    let fail = reject;
    worker.addEventListener('message', ({ data }) => {
      if (data !== 'ready') return settle?.(data as JudgeReply);
      URL.revokeObjectURL(url);
      resolve({
        ask(request) {
          worker.postMessage(request);
          return new Promise<JudgeReply>((onReply, onFailure) => {
            settle = onReply;
            fail = onFailure;
          });
        },
        end: () => worker.terminate(),
      });
    });
    worker.addEventListener('error', ({ message }) => fail(new Error(message ?? 'the worker does not run')));
  });
}
