import { exportOf } from './systemFiles.ts';

/** The text of `schemas/registry.ts` with one system more: before those that every cluster has. */
export function withSystem(registry: string, id: string): string {
  return withEntry(registry, exportOf(id), `./systems/${id}/system.ts`);
}

/** The text of `schemas/languageRegistry.ts` with one pack more. */
export function withPack(registry: string, id: string): string {
  return withEntry(registry, `${exportOf(id)}Language`, `./systems/${id}/language.ts`);
}

function withEntry(text: string, name: string, file: string): string {
  const lines = text.split('\n');
  const isOurs = (line: string) => /^import \{ \w+ \} from '\.\/systems\//.test(line);
  const added = `import { ${name} } from '${file}';`;
  const after = lines.findIndex((line) => isOurs(line) && fileOf(line) > file);
  const last = lines.map(isOurs).lastIndexOf(true);
  lines.splice(after < 0 ? last + 1 : after, 0, added);
  const entry = lines.findIndex((line) => /^ {2}kubernetes(?:Language)?,$/.test(line));
  lines.splice(entry, 0, `  ${name},`);
  return lines.join('\n');
}

function fileOf(line: string): string {
  return line.slice(line.indexOf("'") + 1, line.lastIndexOf("'"));
}
