import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compile } from '../../../server/language/cel/compile.ts';
import { Failure } from '../../../server/language/cel/values.ts';
import { libraryCases } from './libraryCases.ts';
import { evaluate } from './support.ts';

describe('libraries', () => {
  for (const [name, { holds, fails = [] }] of Object.entries(libraryCases)) {
    test(name, () => {
      for (const each of holds) assert.equal(evaluate(each, 'a'), true, each);
      for (const each of fails) {
        const value = evaluate(each, 'a');
        assert.ok(value instanceof Failure && !value.message.startsWith('no expression'), each);
      }
    });
  }

  test('what Kubernetes lacks is no expression', () => {
    for (const each of libraryCases['not in Kubernetes']?.refused ?? [])
      assert.ok('problem' in compile(each, ['self', 'oldSelf']), each);
  });

  test('a function that takes other numbers of values is none', () => {
    for (const each of ["'a'.size(1)", "'a'.startsWith()", 'size()', 'optional.none(1)', "'a'.replace('b')"]) {
      const program = compile(each, []);
      assert.match('problem' in program ? program.problem : '', /does not take so many values/, each);
    }
  });
});
