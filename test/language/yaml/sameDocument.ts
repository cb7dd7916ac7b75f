import assert from 'node:assert/strict';
import { documentOf } from '../../../server/language/yaml/documentOf.ts';
import { commentsAround } from '../../../server/language/yaml/commentsAround.ts';
import type { ManifestDocument } from '../../../server/language/yaml/index.ts';
import { owner, type YamlNode } from '../../../server/language/yaml/node.ts';
import { parseAnything } from '../../../server/language/yaml/parseAnything.ts';
import { readHealthy } from '../../../server/language/yaml/readHealthy.ts';

/** Compares a document that the fast way reads with what the thorough way makes of it; false if it reads none. */
export function sameDocument(text: string): boolean {
  const root = readHealthy(text);
  if (!root) return false;
  const fast = documentOf({ text, root, problems: [], template: false, comments: () => commentsAround(root) });
  const thorough = parseAnything(text);
  assert.deepEqual(describeDocument(fast), describeDocument(thorough), JSON.stringify(text));
  if (text.length > MAX_PROBED) return true;
  for (let offset = -1; offset <= text.length + 1; offset++) {
    assert.deepEqual(hitAt(fast, offset), hitAt(thorough, offset), `${JSON.stringify(text)} at ${String(offset)}`);
  }
  return true;
}

const MAX_PROBED = 600;

function describeDocument(document: ManifestDocument): unknown {
  const { text, problems, template, comments, resources, root } = document;
  const found = resources.map((each) => [each.identity, each.root.path, each.partial]);
  const written = owner(root);
  return { text, problems, template, comments, found, nodes: written && describeNodes(written), value: root.value };
}

function describeNodes(node: YamlNode): unknown[] {
  const { kind, path, key, span, keySpan, flow, isMerge, hasMerge, style, source, scalar, value, children } = node;
  const about = kind === 'scalar' ? [style, source, scalar?.text, scalar?.tag, value] : [flow, isMerge, hasMerge];
  const parent = owner(node.parent)?.path;
  return [kind, path.join('.'), key, parent, span, keySpan, ...about, ...children.map(describeNodes)];
}

function hitAt(document: ManifestDocument, offset: number): unknown {
  const hit = document.nodeAt(offset);
  return hit && [hit.node.path, hit.on];
}
