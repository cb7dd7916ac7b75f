import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { ManifestDocument } from '../../../server/language/yaml/index.ts';
import { Refusal } from '../../../server/language/yaml/libyaml/token.ts';
import { owner, type YamlNode } from '../../../server/language/yaml/node.ts';
import { parseAnything } from '../../../server/language/yaml/parseAnything.ts';
import { parseDocument, readAsKubectl } from '../../../server/language/yaml/parseDocument.ts';

/** Compares a document as kubectl's reader has it with what `yaml` makes of it; false if either of them minds something. */
export function sameDocument(text: string): boolean {
  if (readAsKubectl(text) instanceof Refusal || explicitPair.test(text)) return false;
  const ours = parseDocument(text);
  const theirs = parseAnything(text);
  if (ours.problems.length > 0 || theirs.problems.length > 0 || theirs.template) return false;
  if (!isDeepStrictEqual(ours.root.value, theirs.root.value)) return false;
  assert.deepEqual(describeDocument(ours), describeDocument(theirs), JSON.stringify(text));
  if (text.length > MAX_PROBED) return true;
  for (let offset = -1; offset <= text.length + 1; offset++) {
    assert.deepEqual(hitAt(ours, offset), hitAt(theirs, offset), `${JSON.stringify(text)} at ${String(offset)}`);
  }
  return true;
}

const MAX_PROBED = 600;

/** `[? a: b]`: to kubectl's reader the pair begins with the question mark, to `yaml` behind it. */
const explicitPair = /[[,]\s*\?\s/;

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
