import type { Draft } from '../../../schemas/contract/index.ts';
import type { NewFile } from '../answers.ts';
import { renderDocument } from '../yaml/index.ts';

/** A resource as a file beside another: `secret-shop-db.yaml`, with a number behind it if that exists. */
export function newFile(beside: string, draft: Draft, exists: (uri: string) => boolean): NewFile | undefined {
  const { kind, metadata } = draft.value;
  const name = metadata !== null && typeof metadata === 'object' && 'name' in metadata ? metadata.name : undefined;
  if (typeof kind !== 'string' || typeof name !== 'string') return undefined;
  const folder = beside.slice(0, beside.lastIndexOf('/') + 1);
  const base = folder + encodeURIComponent(`${kind.toLowerCase()}-${name}`.replaceAll(/[^A-Za-z0-9._-]+/g, '-'));
  for (let number = 1; number <= most; number++) {
    const uri = `${base}${number === 1 ? '' : `-${String(number)}`}.yaml`;
    if (!exists(uri)) return { uri, text: renderDocument(draft, { step: 2, listStep: 2 }, '\n') };
  }
  return undefined;
}

const most = 9;
