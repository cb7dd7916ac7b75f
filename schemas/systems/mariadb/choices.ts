import type { Fix, ManifestNode } from '../../contract/index.ts';
import { isWritten } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';

/** Fields of which only one may be there: those that are. */
export function writtenOf(owner: ManifestNode, fields: readonly string[]): readonly ManifestNode[] {
  return fields.map((field) => owner.at(field)).filter(isWritten);
}

/** A fix for each that could stay. */
export function keepOne(written: readonly ManifestNode[]): readonly Fix[] {
  return written.map((kept) => ({
    title: say`Keep only \`${String(kept.path.at(-1))}\``,
    edits: written.filter((node) => node !== kept).map((node) => ({ do: 'remove', node })),
    safe: false,
  }));
}

/** `` `s3` and `volume` `` */
export function namesOf(nodes: readonly ManifestNode[]): readonly string[] {
  return nodes.map((node) => String(node.path.at(-1)));
}
