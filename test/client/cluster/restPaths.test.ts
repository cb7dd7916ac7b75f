import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isClusterError } from '../../../client/cluster/errors.ts';
import { fieldSelector, labelSelector, queryString, resourcePath } from '../../../client/cluster/restPaths.ts';
import { namespaces, pods, statefulSets } from '../../../schemas/vocabulary/objectTypes.ts';
import { fc } from '../../support/fastCheck.ts';

const refused = (error: unknown): boolean => isClusterError(error, 'refused');

describe('paths of the API server', () => {
  it('has the core group where it is, and namespaces only for what is in one', () => {
    assert.equal(
      resourcePath(pods, { namespace: 'prod', name: 'shop-0', subresource: 'exec' }),
      '/api/v1/namespaces/prod/pods/shop-0/exec',
    );
    assert.equal(resourcePath(statefulSets, { namespace: 'prod' }), '/apis/apps/v1/namespaces/prod/statefulsets');
    assert.equal(resourcePath(pods), '/api/v1/pods');
    assert.equal(resourcePath(namespaces, { namespace: 'prod', name: 'x' }), '/api/v1/namespaces/x');
  });

  it('leads to no other object, whatever the name', () => {
    for (const name of ['', '.', '..', 'a/b', '../secrets', 'a%2Fb']) {
      assert.throws(() => resourcePath(pods, { namespace: 'prod', name }), refused, name);
      if (name !== '') assert.throws(() => resourcePath(pods, { namespace: name }), refused, name);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        let path: string;
        try {
          path = resourcePath(pods, { namespace: 'prod', name });
        } catch (error) {
          return refused(error) || error instanceof URIError;
        }
        const url = new URL(path, 'https://x');
        return url.pathname === path && path.split('/').length === 7 && url.search === '' && url.hash === '';
      }),
    );
  });

  it('leaves out what is not given, and repeats lists', () => {
    assert.equal(queryString({ a: undefined }), '');
    assert.equal(queryString({ command: ['ls', '-l a'], tty: false, n: 5 }), '?command=ls&command=-l+a&tty=false&n=5');
  });
});

describe('label selectors', () => {
  it('has every label', () => {
    assert.equal(
      labelSelector({ application: 'spilo', 'postgres-operator.crunchydata.com/cluster': 'shop', empty: '' }),
      'application=spilo,postgres-operator.crunchydata.com/cluster=shop,empty=',
    );
  });

  it('selects no more than it says, whatever the value', () => {
    for (const value of ['a,b=c', 'a)', ' ', 'a b', '-a', 'a-', 'a'.repeat(64), 'a\n', '!a', 'é']) {
      assert.throws(() => labelSelector({ 'cluster-name': value }), refused, value);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        try {
          return labelSelector({ key: value }) === `key=${value}` && /^[\w.-]*$/.test(value);
        } catch (error) {
          return refused(error);
        }
      }),
    );
  });

  it('takes no key that is none', () => {
    for (const key of ['', 'a/', '/a', 'a/b/c', 'A_/b', 'a=b', '!a', 'a,b', `${'a'.repeat(254)}/b`]) {
      assert.throws(() => labelSelector({ [key]: 'x' }), refused, key);
    }
  });

  it('refuses to look for everything', () => {
    assert.throws(() => labelSelector({}), refused);
  });

  it('does not repeat a long value in full', () => {
    assert.throws(
      () => labelSelector({ a: 'x'.repeat(5000) }),
      (error) => refused(error) && (error as Error).message.length < 200,
    );
  });
});

describe('field selectors', () => {
  it('escapes values', () => {
    assert.equal(fieldSelector({ 'metadata.name': 'a,b=c\\d', type: 'x' }), 'metadata.name=a\\,b\\=c\\\\d,type=x');
  });

  it('takes only fields', () => {
    for (const field of ['', 'a,b', 'a=b', '.a', 'a!']) {
      assert.throws(() => fieldSelector({ [field]: 'x' }), refused, field);
    }
  });
});
