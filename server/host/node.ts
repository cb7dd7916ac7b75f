import path from 'node:path';
import { CompiledCode } from './compiledCode.ts';
import type * as LanguageServer from './runLanguageServer.ts';

/** Entry of `dist/server.cjs`: the language server, with what was compiled of it in an earlier session. */

const code = new CompiledCode(process.env['NODE_COMPILE_CACHE']);
const { runLanguageServer } = code.load(path.join(__dirname, 'languageServer.cjs')) as typeof LanguageServer;
/** In ms. Whoever opens a file goes on to ask about it: by then most of what a session needs has been compiled, and the first questions are answered. */
const keepAfter = 10_000;

runLanguageServer(process.argv.slice(2), () => setTimeout(() => code.keep(), keepAfter).unref());
