import path from 'node:path';
import { root } from './paths.mjs';

/** TypeScript as `npm run check` wants it. */
export async function formatted(text) {
  const prettier = await import('prettier');
  const options = await prettier.resolveConfig(path.join(root, 'schemas/registry.ts'));
  return prettier.format(text, { ...options, parser: 'typescript' });
}
