import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';

/** Fills `folder` with what the editor's tests open: the files of test/editor/workspace, and the examples in `examples/`. */
export function copySuiteWorkspace(folder) {
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'test/editor/workspace'), folder, { recursive: true });
  const examples = join(root, 'examples');
  if (existsSync(examples)) cpSync(examples, join(folder, 'examples'), { recursive: true });
}
