import { appendFileSync, closeSync, existsSync, openSync, readSync, rmSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** ms between looks at the file */
const pause = 100;

/**
 * Writes every whole line of `source` to `target` the way container runtimes write logs, which is what kubelets read: its
 * time, its stream, F for a full line. Goes on until the returned function is called; `source` need not exist yet.
 */
export function followLog(source: string, target: string): () => void {
  rmSync(target, { force: true });
  closeSync(openSync(target, 'a'));
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(64 * 1024);
  let position = 0;
  let rest = '';
  const look = () => {
    if (!existsSync(source)) return;
    const file = openSync(source, 'r');
    for (let count = 1; count > 0; position += count) {
      count = readSync(file, buffer, 0, buffer.length, position);
      rest += decoder.write(buffer.subarray(0, count));
    }
    closeSync(file);
    const lines = rest.split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (lines.length === 0) return;
    const time = new Date().toISOString();
    appendFileSync(target, lines.map((line) => `${time} stdout F ${line}\n`).join(''));
  };
  look();
  const timer = setInterval(look, pause).unref();
  return () => {
    clearInterval(timer);
  };
}
