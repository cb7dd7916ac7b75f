import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { baseDeployments } from '../../../schemas/systems/tekton-results/naming.ts';
import { cleanPath, fileOf, folderOf, locate } from '../../../schemas/systems/tekton-results/mounts.ts';
import { podSpecOf } from '../../../schemas/systems/tekton-results/workloads.ts';
import { contextOf, resultOf, workspaceOf } from './support.ts';

const secret = `apiVersion: v1
kind: Secret
metadata:
  name: db-ca
stringData:
  ca.crt: pem
`;

describe('locate', () => {
  test('without options there is nothing but the mounts of the operator', () => {
    assert.equal(place('/certs/ca.crt', '').where, 'nowhere');
    assert.deepEqual(place('/etc/tls/tls.crt', ''), {
      where: 'mount',
      mountPath: '/etc/tls',
      rest: 'tls.crt',
      files: ['tls.crt', 'tls.key', 'ca.crt'],
    });
  });

  test('certificates of the image and the platform are not known', () => {
    for (const path of ['/etc/ssl/certs/ca-certificates.crt', '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt']) {
      assert.equal(place(path, '').where, 'unknown', path);
    }
  });

  test('the innermost mount counts, and slashes do not', () => {
    const found = place('/etc/tls//db/ca.crt', mount('/etc/tls/db/'));
    assert.equal(found.where === 'mount' && found.mountPath, '/etc/tls/db');
    assert.deepEqual(found.where === 'mount' && found.files, ['ca.crt']);
  });

  test('a folder is no mount of its neighbour with a longer name', () => {
    assert.equal(place('/certs-old/ca.crt', mount('/certs')).where, 'nowhere');
  });

  test('a file that is mounted by subPath has the name in the volume', () => {
    const found = place('/certs/root.pem', mount('/certs/root.pem', 'subPath: ca.crt'));
    assert.equal(found.where === 'mount' && found.rest, 'ca.crt');
  });

  test('what a placeholder hides is not known', () => {
    assert.equal(place('/certs/ca.crt', mount('${FOLDER}')).where, 'unknown');
  });

  test('a volume that is not there is not known here', () => {
    assert.equal(
      place(
        '/certs/ca.crt',
        mount('/certs').replace('- name: db-ca\n                secret', '- name: other\n                secret'),
      ).where,
      'unknown',
    );
  });
});

test('paths are cut at their slashes', () => {
  assert.equal(cleanPath('//etc//tls/'), '/etc/tls');
  assert.equal(cleanPath('/'), '/');
  assert.equal(folderOf('/ca.crt'), '/');
  assert.equal(folderOf('/etc/ca.crt'), '/etc');
  assert.equal(fileOf('/etc/ca.crt'), 'ca.crt');
});

function mount(path: string, more = 'readOnly: true'): string {
  return `options:
  deployments:
    tekton-results-api:
      spec:
        template:
          spec:
            containers:
              - name: api
                volumeMounts:
                  - name: db-ca
                    mountPath: ${path}
                    ${more}
            volumes:
              - name: db-ca
                secret:
                  secretName: db-ca`;
}

function place(path: string, options: string) {
  const context = contextOf(resultOf(`is_external_db: true\n${options}`), workspaceOf(secret));
  const base = baseDeployments['tekton-results-api'];
  assert.ok(base);
  return locate(context, path, base, podSpecOf(context.spec.at('options', 'deployments', 'tekton-results-api')));
}
