import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMisspelling } from '../../../server/language/problems/isMisspelling.ts';

test('names that differ by a slip of the pen', () => {
  for (const [name, meant] of [
    ['shop-databse', 'shop-database'],
    ['shop_database', 'shop-database'],
    ['Shop-Database', 'shop-database'],
    ['shopdatabase', 'shop-database'],
    ['tekton-result-postgres', 'tekton-results-postgres'],
    ['hippo-pguser-hipop', 'hippo-pguser-hippo'],
    ['seller.acid_shop.credentials', 'seller.acid-shop.credentials'],
  ] as const) {
    assert.ok(isMisspelling(name, meant), `${name} ${meant}`);
  }
});

test('names that are near to each other and both right', () => {
  for (const [name, other] of [
    ['shop', 'shop'],
    ['application-database-dev', 'application-database-prd'],
    ['application-database-test', 'application-database-prod'],
    ['data-0', 'data-1'],
    ['postgres15', 'postgres16'],
    ['demo-app', 'demo-api'],
    ['cluster-a', 'cluster-b'],
    ['shop-db', 'shop-db-ca'],
    ['shop-reader', 'shop-writer'],
    ['db', 'da'],
  ] as const) {
    assert.ok(!isMisspelling(name, other), `${name} ${other}`);
  }
});
