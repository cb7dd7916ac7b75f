import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { Completion } from '../../../server/language/answers.ts';
import { root } from '../../support/fixtures.ts';
import { positionAt, serviceWith, uri, withoutTabStops } from '../../support/manifests.ts';
import { someOf } from '../../support/someOf.ts';

/** Manifests that are typed from the first to the last line. */
const manifests = ['examples', 'snippets'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && name !== 'mistakes.yaml')
    .map((name) => ({
      name: `${folder}/${name}`,
      text: withoutTabStops(
        readFileSync(path.join(root, folder, name), 'utf8').replaceAll(/\$\{\d\|([^,|]*)[^}]*\}/g, '$1'),
      ),
    })),
);

describe('a list does not take Enter behind a value that is typed', () => {
  for (const { name, text } of manifests) {
    test(name, () => {
      const taken = someOf(2, linesOf(text)).flatMap((line) => takenAt(line) ?? []);
      assert.deepEqual(taken, []);
    });
  }

  const cases: readonly (readonly [before: string, typed: string])[] = [
    ['apiVersion: ', 'acid.zalan.do/v1'],
    ['apiVersion: ', 'v1'],
    ['apiVersion: v1\nkind: ', 'Service'],
    ['apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec:\n  numberOfInstances: ', '1'],
    ['apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec:\n  volume:\n    size: ', '15Gi'],
    ['apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec:\n  postgresql:\n    version: ', '17'],
    ['apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec:\n  postgresql:\n    version: ', '"17"'],
    ['apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec:\n  enableLogicalBackup: ', 'true'],
    ['apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec:\n  users:\n    shop:\n      - ', 'createdb'],
    ['apiVersion: acid.zalan.do/v1\nkind: postgresql\nspec:\n  postgresql:\n    parameters:\n      jit: ', 'on'],
  ];
  for (const [before, typed] of cases) {
    test(`${before.split('\n').at(-1) ?? ''}${typed}`, () => {
      assert.equal(takenAt({ above: before, typed }), undefined);
    });
  }
});

interface TypedLine {
  /** Everything up to the value. */
  readonly above: string;
  readonly typed: string;
}

/** The values of the manifest, each with what stands above it. */
function linesOf(text: string): TypedLine[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const [, head = '', typed = ''] = /^(\s*(?:- )*(?:[^\s#:]+: |(?<=- )))([^\s|>&*[{#].*)$/.exec(line) ?? [];
    return typed === '' || / #/.test(typed) ? [] : [{ above: [...lines.slice(0, index), head].join('\n'), typed }];
  });
}

/**
 * What Enter would take. A list opens in front of the value, or in the middle of it, and is narrowed by the editor from
 * then on: the characters typed since its range began stand in what is compared, in this order.
 */
function takenAt({ above, typed }: TypedLine): string | undefined {
  const service = serviceWith('');
  for (let asked = 0; asked <= typed.length; asked++) {
    // Editors open no list in a number.
    if (asked > 0 && !Number.isNaN(Number(typed.slice(0, asked)))) continue;
    const text = above + typed.slice(0, asked);
    service.setFile(uri, text);
    const items = service.complete(uri, positionAt(text, text.length));
    const left = items.filter((item) => matches(item, typed, asked));
    // VS Code lets Enter through where accepting changes nothing.
    const isSame = left.some((item) => item.edit.text === typed && !item.snippet);
    if (left.length > 0 && !isSame)
      return `${JSON.stringify(typed)} after ${String(asked)}: ${left.map(({ label }) => label).join(' ')}`;
  }
  return undefined;
}

function matches(item: Completion, typed: string, asked: number): boolean {
  const { range } = item.edit;
  const typedBefore = asked - (range.end.character - range.start.character);
  const word = typed.slice(Math.max(typedBefore, 0)).toLowerCase();
  const compared = (item.filterText ?? item.label).toLowerCase();
  if (compared[0] !== word[0] && !/[\s"'_./:-]/.test(compared[compared.indexOf(word[0] ?? '') - 1] ?? '')) return false;
  let at = 0;
  for (const char of compared) if (char === word[at]) at++;
  return at === word.length;
}
