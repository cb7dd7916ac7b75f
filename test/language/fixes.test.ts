import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Problem, ProblemFix } from '../../server/language/answers.ts';
import { createService } from '../../server/host/createService.ts';
import type { LanguageService } from '../../server/language/languageService.ts';
import { applyEdits } from '../support/applyEdits.ts';
import { createFixtureService, dist, readFixtures, schemas, uriOf } from '../support/fixtures.ts';
import { plantedValues } from '../support/plantedValues.ts';
import { someOf } from '../support/someOf.ts';

/**
 * What a fix may bring to light, by the code of what is fixed and of what is said afterwards. The reason says why the fix
 * is offered all the same.
 */
const nextSteps: Readonly<Record<string, string>> = {
  // Nothing below a wrong header is checked: what is missing there comes to light with the right one.
  'schema/unknown-kind schema/missing-key': 'the document is read for the first time',
  'schema/unknown-version schema/missing-key': 'the document is read for the first time',
  'schema/unknown-group schema/missing-key': 'the document is read for the first time',
  // Where nothing can be proposed, such as for the uid of an owner, the key is written for a person to go on.
  'schema/missing-key schema/missing-key': 'the field is there to be filled in',
  'yaml/indentation kubernetes/api-version-removed': 'the document is read for the first time',
  'yaml/indentation kubernetes/volume-missing':
    'the volumes stand elsewhere than in the column that a person has chosen',
  // The first of two steps, each with its fix: the other field asks for its company.
  'schema/missing-key crunchy/repository-empty': 'the repository has a name now, and needs a place',
  'schema/missing-key crunchy/repository-unknown': 'the name is there, and the cluster has to have it',
  'schema/enum crunchy/traffic-policy-without-type': 'the policy is read now, and needs its type',
  'schema/type schema/rule': 'the value is read now, and a rule of the schema asks more of it',
  'schema/rule schema/rule': 'of the rules that a value breaks one is told, and now the next one',
  'schema/missing-key schema/rule': 'the field is there now, and a rule of the schema compares it with others',
  'schema/type crunchy/min-available-invalid': 'the text is read now, and may be no percentage',
  'cloudnative-pg/validation-disabled cloudnative-pg/bootstrap-methods-conflict': 'it is checked again',
  'tekton-results/db-secret-with-internal-db tekton-results/db-host-missing': 'an external database needs a host',
  'tekton-results/field-misspelt tekton-results/loki-stack-incomplete': 'the field is seen now, and needs its twin',
  'tekton-results/sslmode-refused tekton-results/sslrootcert-missing': 'encryption needs a certificate',
  'tekton-results/sslrootcert-unused tekton-results/sslrootcert-not-mounted': 'the certificate is read now',
  'tekton-results/sslrootcert-file-missing tekton-results/sslrootcert-file-missing':
    'the mount is right, the file not yet',
  // The request is a thousand times what it was; the limit beside it has the same mistake, and the same fix.
  'kubernetes/memory-in-thousandths kubernetes/request-above-limit': 'the limit has the same mistake',
};

interface Asked {
  readonly service: LanguageService;
  readonly uris: readonly string[];
}

/** Every fix of some problems. Returns what is wrong with a fix, and how many there were. */
function tryFixes(asked: Asked, uri: string, problems: readonly Problem[]): { bad: string[]; fixes: number } {
  const before = problemsOf(asked).map(tell);
  const fixes = problems.flatMap((problem) => problem.fixes.map((fix) => ({ problem, fix })));
  return {
    bad: fixes.flatMap(({ problem, fix }) => complaints(asked, uri, problem, fix, before)),
    fixes: fixes.length,
  };
}

/** What is wrong after a fix that was not before, and the problem itself if it is still there. */
function complaints(
  { service, uris }: Asked,
  uri: string,
  problem: Problem,
  fix: ProblemFix,
  before: readonly string[],
): string[] {
  const text = service.text(uri) ?? '';
  const fixed = applyEdits(text, fix.edits());
  service.setFile(uri, fixed);
  const after = problemsOf({ service, uris });
  service.setFile(uri, text);
  const times = (list: readonly string[]) => list.filter((each) => each === tell(problem)).length;
  const nothing = fixed === text ? ['nothing changes'] : [];
  const stays = times(after.map(tell)) < times(before) ? [] : ['the problem stays'];
  const fresh = after.filter((each) => isGrave(each) && !before.includes(tell(each)));
  const unexpected = fresh.filter(
    (each) => !isHidden(problem.code, each.code) && nextSteps[`${problem.code} ${each.code}`] === undefined,
  );
  return [...nothing, ...stays, ...unexpected.map(tell)].map((each) => `${tell(problem)} | ${fix.title} | ${each}`);
}

function problemsOf({ service, uris }: Asked): Problem[] {
  return uris.flatMap((uri) => service.diagnose(uri));
}

/** An error, or anything about the syntax. */
function isGrave({ code, severity }: Problem): boolean {
  return severity === 'error' || code.startsWith('yaml/');
}

/** A rule is heard instead of the schema. */
function isHidden(before: string, after: string): boolean {
  return (
    !before.startsWith('schema/') && ['schema/type', 'schema/pattern', 'schema/format', 'schema/enum'].includes(after)
  );
}

function tell({ code, message }: Problem): string {
  return `${code}: ${message}`;
}

describe('no fix offers what the next check refuses', () => {
  for (const fixture of readFixtures())
    test(`in ${fixture.name}`, () => {
      const service = createFixtureService(fixture);
      const uris = fixture.files.map(({ path }) => uriOf(path));
      for (const uri of uris) assert.deepEqual(tryFixes({ service, uris }, uri, service.diagnose(uri)).bad, []);
    });

  const values = ['30', '0.5', 'on', '"30"', '"true"', 'text', '10gb', '5 minutes', '-1', '[30]', '{a: 30}'];
  for (const [zalando, tekton] of [[], ['1.15', '0.70'], ['2.0', '0.81']])
    test(`in any field, with ${zalando === undefined ? 'the version unknown' : `version ${zalando}`}`, () => {
      const versions = zalando && tekton ? { zalando, 'tekton-results': tekton } : {};
      const service = createService(dist, { schemas, settings: { operatorVersions: versions, rules: {} } });
      const uri = uriOf('planted.yaml');
      const found: string[] = [];
      let tried = 0;
      for (const { name, text, line } of someOf(300, plantedValues(values))) {
        service.setFile(uri, text);
        const problems = service.diagnose(uri).filter(({ range }) => range.start.line === line);
        const { bad, fixes } = tryFixes({ service, uris: [uri] }, uri, problems);
        tried += fixes;
        found.push(...bad.map((each) => `${name} => ${each}`));
      }
      assert.deepEqual(found, []);
      assert.ok(tried > 70, `only ${String(tried)} fixes were tried`);
    });
});
