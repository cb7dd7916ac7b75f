import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanUpPage } from '../../../client/session/cleanUpPage.ts';
import type { CleanUpOutcome } from '../../../client/session/cleanUpPage.ts';
import type { LeftoverObject } from '../../../client/session/leftovers.ts';
import type { Target } from '../../../client/session/target.ts';
import { persistentVolumeClaims, secrets } from '../../../schemas/vocabulary/objectTypes.ts';
import { standIn, toyTarget } from './support.ts';
import { english } from '../../../schemas/vocabulary/render.ts';
import { say } from '../../../schemas/vocabulary/say.ts';
import { plainText } from '../../support/plainText.ts';

/** The page as a person reads it. */
const read = (of: Target, outcome: CleanUpOutcome): string => plainText(cleanUpPage(of, outcome, english));

const target = toyTarget(standIn({ context: 'staging' }).connection);
const claim = (name: string): LeftoverObject => ({
  object: { ...persistentVolumeClaims, name, namespace: 'shop', uid: name },
  ...{ holds: 'data', created: '2026-01-01T00:00:00Z' },
});
const nothing: CleanUpOutcome = { left: { groups: [], stuck: [], gaps: [], notes: [] }, results: [], volumes: [] };

test('nothing found: a heading and no empty sections', () => {
  assert.equal(read(target, nothing), '# Clean-up of Toy shop\n\nContext staging.\n');
});

test('what was deleted, what was not and why, and what was not reached', () => {
  const objects = ['a', 'b', 'c', 'd', 'e', 'f'].map(claim);
  const [a, b, c, d, , f] = objects.map(({ object }) => object);
  const page = read(target, {
    ...nothing,
    left: { ...nothing.left, groups: [{ type: persistentVolumeClaims, holds: 'data', objects }] },
    results: [
      { object: a!, outcome: 'deleted' },
      { object: b!, outcome: 'forbidden', message: say`Context staging may not delete persistentvolumeclaims.` },
      { object: c!, outcome: 'gone' },
      { object: d!, outcome: 'not-reached' },
      { object: f!, outcome: 'lives', message: say`Toy shop exists in context staging.` },
    ],
  });
  assert.match(page, /^- PersistentVolumeClaim shop\/a: deleted$/m);
  assert.match(page, /^- PersistentVolumeClaim shop\/b: not deleted: you may not\. Context staging may not/m);
  assert.match(page, /^- PersistentVolumeClaim shop\/c: was gone already$/m);
  assert.match(page, /^- PersistentVolumeClaim shop\/d: not deleted: cancelled before$/m);
  assert.match(page, /^- PersistentVolumeClaim shop\/f: not deleted\. Toy shop exists in context staging\.$/m);
  assert.match(page, /## Left alone\n\n- PersistentVolumeClaim shop\/e, made on 1 January 2026\n/);
});

test('what has to be looked after by hand', () => {
  const volume = { name: 'local-1', uid: 'u', claim: 'shop/a', capacity: '10Gi', storageClass: 'local' };
  const page = read(target, {
    ...nothing,
    left: {
      ...nothing.left,
      stuck: [
        {
          ...{ object: { ...secrets, name: 's', namespace: 'shop', uid: 's' }, holds: 'credentials', created: '' },
          finalizers: ['x/y'],
        },
      ],
      gaps: [say`You may not list services.`],
      notes: [say`Backups in the bucket stay.`],
    },
    volumes: [
      { ...volume, reclaimPolicy: 'Retain', node: 'node-1' },
      { ...volume, name: 'cloud-1', reclaimPolicy: 'Delete' },
    ],
    volumesGap: say`You may not list persistentvolumes.`,
  });
  assert.match(page, /Secret shop\/s is being deleted, and waits for x\/y\./);
  assert.match(page, /local-1 \(10Gi on node node-1\) was claim shop\/a\. The data is still on it/);
  assert.match(page, /cloud-1 \(10Gi\) was claim shop\/a\. Kubernetes is deleting it\./);
  assert.match(page, /## Not looked at\n\n- You may not list services\.\n- You may not list persistentvolumes\.\n/);
  assert.match(page, /## Not in the cluster\n\n- Backups in the bucket stay\.\n/);
});
