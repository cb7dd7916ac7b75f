import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { CompiledCode } from './compiledCode.ts';
import type { AnsweringBundle, ThreadData } from './startThread.ts';

/** Entry of `dist/thread.cjs`: a thread that answers with another bundle, and with what was compiled of it in an earlier session. */

const { bundle, data, compiled } = workerData as ThreadData;
const code = new CompiledCode(compiled);
const { answering } = code.load(path.join(__dirname, bundle)) as AnsweringBundle;
const answer = answering(data);

parentPort?.on('message', (question) => {
  parentPort?.postMessage(answer(question));
  // By now most of it has been compiled.
  code.keep();
});
parentPort?.postMessage('ready');
