import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isScalar, parseDocument, visit } from 'yaml';
import type { Scalar } from 'yaml';
import { readFixtures, root } from './fixtures.ts';
import { hostileTexts } from './hostileTexts.ts';

/** Where hostile texts are put: in place of values or keys, or behind what stands there, so that prefixes still fit. */
export type HostileUse = 'values' | 'keys' | 'behind values' | 'behind keys';

export const hostileUses: readonly HostileUse[] = ['values', 'keys', 'behind values', 'behind keys'];

/** Manifests of every pack, as their tests and examples have them: one text for each document that says what it is. */
export function manifestTexts(): string[] {
  const examples = ['examples', 'snippets'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => readFileSync(path.join(root, folder, name), 'utf8')),
  );
  const fixtures = readFixtures().flatMap(({ files }) => files.map(({ text }) => text));
  return [...fixtures, ...examples]
    .flatMap((text) => text.split(/^---.*$/m))
    .filter((text) => kindOf(text) !== undefined)
    .filter((text) => !parseDocument(text).errors.length);
}

/** `acid.zalan.do/v1 postgresql` */
export function kindOf(text: string): string | undefined {
  const [, group] = /^apiVersion: *(\S+)/m.exec(text) ?? [];
  const [, kind] = /^kind: *(\S+)/m.exec(text) ?? [];
  return group && kind ? `${group} ${kind}` : undefined;
}

/**
 * The manifest with hostile texts for every `step`th value or key, beginning with text number `first`. What says the kind of the
 * resource stays, or it would be nobody's.
 */
export function hostileManifest(text: string, use: HostileUse, first: number, step = 1): string {
  const document = parseDocument(text);
  let count = 0;
  const spoil = (scalar: Scalar): void => {
    if (typeof scalar.value !== 'string' || count++ % step !== 0) return;
    const hostile = hostileTexts[(first + count) % hostileTexts.length]?.text ?? '';
    scalar.value = use.startsWith('behind') ? scalar.value + hostile : hostile;
    scalar.type = 'QUOTE_DOUBLE';
  };
  visit(document, {
    Pair(_, { key, value }, ancestors) {
      const isHead = ancestors.length === 2 && isScalar(key) && (key.value === 'apiVersion' || key.value === 'kind');
      // The sections of a resource stay too: behind a misspelt one nothing is known.
      const isSection = ancestors.length < 5;
      if (isHead) return undefined;
      if (use.endsWith('keys') && !isSection && isScalar(key)) spoil(key);
      if (use.endsWith('values') && isScalar(value)) spoil(value);
      return undefined;
    },
    Seq(_, { items }) {
      if (use.endsWith('values')) for (const item of items) if (isScalar(item)) spoil(item);
    },
  });
  return document.toString({ lineWidth: 0 });
}
