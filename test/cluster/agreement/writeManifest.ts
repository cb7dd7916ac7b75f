import { stringify } from 'yaml';
import type { Json } from './json.ts';

/** Stands in a manifest for a text that is written as it is, without quotes. */
export function written(text: string): string {
  return `${open}${text}${close}`;
}

const [open, close] = ['⟦', '⟧'];

/** As YAML that kubectl reads back as the same. */
export function writeManifest(manifest: Json): string {
  const text = stringify(manifest, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
  return text.replace(/["']?⟦([^⟧]*)⟧["']?/g, (_, raw: string) => raw);
}

/** Whether something in it is no JSON. */
export function isWritten(manifest: Json): boolean {
  return JSON.stringify(manifest).includes(open);
}
