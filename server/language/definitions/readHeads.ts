import { readCrd } from '../../../schemas/compiler/readCrd.ts';
import type { Span } from '../../../schemas/contract/index.ts';
import { parseDocument } from '../yaml/index.ts';
import { outlineOf, spanInText } from './outlineOf.ts';

/** What a CustomResourceDefinition defines, without its schemas. */
export interface DefinitionHead {
  /** Of the resource in its document. */
  readonly number: number;
  readonly group: string;
  readonly kind: string;
  /** As in the resource's URL. */
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** Those that the API server serves, that of the stored objects first. */
  readonly versions: readonly string[];
  /** Of the name of the kind, in the document. */
  readonly span: Span;
}

/** Parsed while others wait; a list of a thousand definitions is shorter, and so is one that is written without line breaks. In UTF-16 units. */
const longestOutline = 1_000_000;

/** What a document defines; of a template, or one that cannot be read, nothing. Schemas are not parsed for it. */
export function readHeads(text: string): readonly DefinitionHead[] {
  if (!text.includes('CustomResourceDefinition')) return [];
  const outline = outlineOf(text);
  if (outline.text.length > longestOutline) return [];
  return parseDocument(outline.text).resources.flatMap(({ root }, number) => {
    const crd = readCrd(root.value);
    if (!crd) return [];
    const { group, kind, plural, scope, versions } = crd;
    const stored = (each: { readonly storage: boolean }) => Number(each.storage);
    return [
      {
        ...{ number, group, kind, plural, scope },
        versions: [...versions].sort((a, b) => stored(b) - stored(a)).map(({ name }) => name),
        span: spanInText(outline, root.at('spec', 'names', 'kind').span),
      },
    ];
  });
}
