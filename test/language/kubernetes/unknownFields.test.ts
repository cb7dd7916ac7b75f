import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createService } from '../../../server/host/createService.ts';
import { dist, uriOf } from '../../support/fixtures.ts';

/** Fields that this version of the pack does not know may belong to a newer Kubernetes, unless they are plainly misspelt. */
describe('unknown fields of Kubernetes kinds', () => {
  const cases: [name: string, line: string, found: string[]][] = [
    [
      'a field of a newer version',
      'shinyNewField: {a: 1}',
      [
        'warning No version known here has `shinyNewField` in `spec`: unless yours is newer, kubectl refuses it and most GitOps tools drop it in silence.',
      ],
    ],
    [
      'another case',
      'serviceaccountName: db',
      [
        'error `serviceaccountName` is no field in `spec`, so kubectl refuses it and most GitOps tools drop it in silence: did you mean `serviceAccountName`?',
      ],
    ],
    [
      'a slip',
      'volumess: []',
      [
        'error `volumess` is no field in `spec`, so kubectl refuses it and most GitOps tools drop it in silence: did you mean `volumes`?',
      ],
    ],
    [
      'one level too deep',
      'kind: x',
      [
        'warning No version known here has `kind` in `spec`: unless yours is newer, kubectl refuses it and most GitOps tools drop it in silence.',
      ],
    ],
    [
      'no word alike',
      'packageType: tar',
      [
        'warning No version known here has `packageType` in `spec`: unless yours is newer, kubectl refuses it and most GitOps tools drop it in silence.',
      ],
    ],
  ];
  for (const [name, line, found] of cases) {
    test(name, () => {
      const service = createService(dist);
      const text = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  ${line}\n  containers:\n    - name: a\n      image: a:1\n`;
      service.setFile(uriOf('a.yaml'), text);
      assert.deepEqual(
        service.diagnose(uriOf('a.yaml')).map(({ severity, message }) => `${severity} ${message}`),
        found,
      );
    });
  }

  test('metadata has had the same fields for years: the API server refuses others', () => {
    const service = createService(dist);
    service.setFile(
      uriOf('a.yaml'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  newer: 1\n  label: {}\nnewer: 1\n',
    );
    assert.deepEqual(
      service.diagnose(uriOf('a.yaml')).map(({ severity, message }) => `${severity} ${message}`),
      [
        'error `newer` is no field in `metadata`, so kubectl refuses it and most GitOps tools drop it in silence.',
        'error `label` is no field in `metadata`, so kubectl refuses it and most GitOps tools drop it in silence: did you mean `labels`?',
        'warning No version known here has a field `newer` in this place: unless yours is newer, kubectl refuses it and most GitOps tools drop it in silence.',
      ],
    );
  });
});
