import assert from 'node:assert/strict';
import { describe as suite, test } from 'node:test';
import { cleanUpPage } from '../../client/session/cleanUpPage.ts';
import type { CleanUpOutcome } from '../../client/session/cleanUpPage.ts';
import { describe } from '../../client/session/describe.ts';
import { renderReport } from '../../client/session/report.ts';
import { verify } from '../../client/session/verify.ts';
import type { Recipe } from '../../schemas/contract/index.ts';
import { events, persistentVolumeClaims, pods, services } from '../../schemas/vocabulary/objectTypes.ts';
import { ClusterError } from '../../client/cluster/errors.ts';
import { inertEnglish } from '../../schemas/vocabulary/render.ts';
import { foreign, say } from '../../schemas/vocabulary/say.ts';
import { hostileTexts } from '../support/hostileTexts.ts';
import { assertNothingLive } from '../support/inert.ts';
import { standIn, toyPod, toyTarget } from './session/support.ts';

const ours = { blocks: ['heading', 'table'] };

/** A cluster in which every text is another's. */
function hostileTarget(text: string) {
  const pod = toyPod('shop-0', 'master');
  const cluster = standIn({
    context: text,
    objects: [
      [pods, { ...pod, metadata: { ...pod.metadata, uid: 'the-pod' }, status: { phase: text, reason: text } }],
      [
        services,
        { metadata: { name: text || 'a', namespace: 'shop' }, spec: { type: text, selector: { cluster: 'shop' } } },
      ],
      [
        events,
        {
          metadata: { name: 'event', namespace: 'shop' },
          ...{
            involvedObject: { uid: 'the-pod', name: text },
            lastTimestamp: text,
            type: text,
            reason: text,
            message: text,
          },
        },
      ],
    ],
  });
  const recipe: Partial<Recipe> = {
    health: [{ title: foreign(text), state: 'bad', text: foreign(text), remedy: foreign(text) }],
    needs: [{ object: { ...pods, name: text }, keys: [text], purpose: foreign(text), remedy: foreign(text) }],
  };
  const live = { metadata: { name: 'shop', uid: 'the-toy', creationTimestamp: text, deletionTimestamp: text } };
  return { cluster, target: toyTarget(cluster.connection, recipe, { live }) };
}

suite('hostile texts on pages', () => {
  for (const { what, text } of hostileTexts) {
    test(`Describe: ${what}`, async () => {
      const { cluster, target } = hostileTarget(text);
      const { signal } = new AbortController();
      assertNothingLive(renderReport(await describe(target, signal), inertEnglish), ours);
      cluster.onRequest = () => Promise.reject(new ClusterError('refused', foreign(text), say`${text}`));
      const { members: _, ...withoutPods } = target.recipe;
      const blind = { ...target, recipe: { ...withoutPods, members: [] } };
      assertNothingLive(renderReport(await describe(blind, signal), inertEnglish), ours);
    });

    test(`Verify: ${what}`, async () => {
      const { target } = hostileTarget(text);
      const probe = () => Promise.reject(new ClusterError('database', foreign(text), say`${text}`));
      const report = await verify(target, { probe, tell: () => undefined, signal: new AbortController().signal });
      assertNothingLive(renderReport({ ...report, title: foreign(text), summary: foreign(text) }, inertEnglish), ours);
    });

    test(`Clean Up: ${what}`, () => {
      const object = { ...persistentVolumeClaims, kind: text, name: text, namespace: text, uid: 'a' };
      const left = { object, holds: 'data', created: text } as const;
      const outcome: CleanUpOutcome = {
        left: {
          groups: [
            { type: persistentVolumeClaims, holds: 'data', objects: [left, { ...left, object: { ...object } }] },
          ],
          stuck: [{ ...left, finalizers: [text] }],
          ...{ gaps: [foreign(text)], notes: [foreign(text)] },
        },
        results: [{ object, outcome: 'failed', message: foreign(text) }],
        volumes: [
          {
            ...{ name: text, uid: 'a', claim: text, capacity: text, storageClass: text },
            ...{ reclaimPolicy: text, node: text },
          },
        ],
        volumesGap: foreign(text),
      };
      const page = cleanUpPage(hostileTarget(text).target, outcome, inertEnglish);
      assertNothingLive(page, ours);
      assert.ok(page.markdown.includes('## Released volumes'));
    });
  }
});
