import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { bracesOf, brokenBy, filledIn, lineEnds, linesBetween, offersAt, wrongBy } from '../../support/typingPlaces.ts';
import type { TypingPlace } from '../../support/typingPlaces.ts';
import type { Completion, Problem } from '../../../server/language/answers.ts';
import { root } from '../../support/fixtures.ts';
import { serviceWith, uri } from '../../support/manifests.ts';
import { someOf } from '../../support/someOf.ts';

/** The examples and snippets, which hold every kind and every layout that we write. */
const texts = ['examples', 'snippets'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && name !== 'mistakes.yaml')
    .map((name) => readFileSync(path.join(root, folder, name), 'utf8'))
    .map((text) => text.replaceAll(/\$\{\d+[:|]([^}|]*)\|?\}|\$\d/g, '$1')),
);

/** The same in another layout. */
function laidOut(text: string, options: object): string {
  return [...parseAllDocuments(text)].map((each) => each.toString(options)).join('---\n');
}

const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const compact = (text: string) => laidOut(text, { indentSeq: false, indent: 4 });
const braces = (text: string) => laidOut(text, { collectionStyle: 'flow', lineWidth: 0 });

interface Way {
  readonly places: (text: string) => Iterable<() => TypingPlace>;
  readonly wrong: typeof wrongBy;
  /** How many places are tried. */
  readonly count?: number;
}

const ways: Readonly<Record<string, Way>> = {
  'on blank lines': { places: (text) => linesBetween(text, { word: ['', ''] }), wrong: wrongBy },
  'on half-typed lines': { places: (text) => linesBetween(text, { word: ['na', ''] }), wrong: wrongBy },
  'in the middle of a word': {
    places: (text) => linesBetween(text, { word: ['na', 'm'] }),
    wrong: wrongBy,
  },
  'in front of a comment': {
    places: (text) => linesBetween(text, { word: ['na', ''], end: ' # why' }),
    wrong: wrongBy,
  },
  'behind tabs': { places: (text) => linesBetween(text, { word: ['', ''], tabs: true }), wrong: wrongBy },
  'where lines end in CRLF': {
    places: (text) => linesBetween(crlf(text), { word: ['', ''] }),
    wrong: wrongBy,
  },
  'where lists are not indented': {
    places: (text) => linesBetween(compact(text), { word: ['', ''] }),
    wrong: wrongBy,
  },
  'in braces': { places: (text) => bracesOf(braces(text), 'na'), wrong: wrongBy },
  // At most of them nothing is offered.
  'at the end of a line': { places: lineEnds, wrong: brokenBy, count: 300 },
};

describe('what is accepted leaves YAML with one entry more, and nothing else changed', () => {
  for (const [what, way] of Object.entries(ways)) {
    test(what, () => {
      const { count, bad } = acceptAll(way);
      assert.ok(count > 15, String(count));
      assert.deepEqual(bad.slice(0, 5), [], `${String(bad.length)} of ${String(count)}`);
    });
  }
});

/** Some of what is offered at some of the places, always the same ones. */
function acceptAll({ places, wrong, count: most = 45 }: Way): { count: number; bad: string[] } {
  const service = serviceWith('');
  const bad: string[] = [];
  let count = 0;
  let visited = 0;
  for (const make of someOf(most, allOf(texts, places))) {
    const place = make();
    visited++;
    const items = offersAt(service, place).filter(({ kind }) => kind !== 'snippet');
    const item = items[(visited * 7) % Math.max(items.length, 1)];
    if (!item) continue;
    count++;
    const problem = wrong(place, item) ?? (wrong === wrongBy && count % 2 === 0 ? newProblem(place, item) : undefined);
    if (problem) bad.push(`${item.label}: ${problem} at ${told(place)}`);
  }
  return { count, bad };

  /** In another map than the one that it was offered for it would not be known, and a value that is refused is not offered. */
  function newProblem(place: TypingPlace, item: Completion): string | undefined {
    const after = filledIn(place, item);
    const from = item.edit.range.start.line;
    const to = from + after.split('\n').length - place.text.split('\n').length;
    const before = new Set(problemsOf(place.before).map(({ message }) => message));
    // What has to stand beside it may follow.
    const counts = ({ code, range }: Problem) =>
      isUnfinished(item)
        ? code === 'schema/unknown-key'
        : code !== 'schema/missing-key' && range.start.line >= from && range.start.line <= to;
    const found = problemsOf(after).find((each) => counts(each) && !before.has(each.message));
    return found && `${found.code}: ${found.message}`;
  }

  function problemsOf(text: string): readonly Problem[] {
    service.setFile(uri, text);
    return service.diagnose(uri).filter(({ severity }) => severity === 'error' || severity === 'warning');
  }
}

/** Something is left to be written, so that all but a key that is not known may be wrong until then. */
function isUnfinished({ edit }: Completion): boolean {
  return /\$\d/.test(edit.text);
}

function* allOf<T>(sources: readonly string[], read: (text: string) => Iterable<T>): Generator<T> {
  for (const text of sources) yield* read(text);
}

function told({ text, offset }: TypingPlace): string {
  return JSON.stringify(`${text.slice(Math.max(0, offset - 100), offset)}|${text.slice(offset, offset + 60)}`);
}
