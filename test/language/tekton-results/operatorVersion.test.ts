import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectVersion } from '../../../schemas/systems/tekton-results/operatorVersion.ts';
import { resourceOf } from './support.ts';

const image = 'ghcr.io/tektoncd/operator/operator-303303c315a48490ba6517859ceb65d4';

test('the version is read from the variable, the tag of the image or the labels of the operator', () => {
  assert.equal(detectVersion(deployment({ image: `${image}:v0.81.1` })), '0.81.1');
  assert.equal(detectVersion(deployment({ image: `${image}:v0.81.1@sha256:5e6f` })), '0.81.1');
  assert.equal(detectVersion(deployment({ image: `${image}@sha256:5e6f`, variable: 'v0.76.0' })), '0.76.0');
  assert.equal(detectVersion(deployment({ image: `${image}@sha256:5e6f`, label: 'v0.75.2' })), '0.75.2');
});

test('development builds, digests and other Deployments reveal nothing', () => {
  assert.equal(
    detectVersion(deployment({ image: `${image}@sha256:5e6f`, label: 'devel', variable: 'devel' })),
    undefined,
  );
  assert.equal(detectVersion(deployment({ image: 'registry.example.com:5000/tekton/operator' })), undefined);
  assert.equal(detectVersion(deployment({ name: 'tekton-operator-webhook', image: `${image}:v0.81.1` })), undefined);
});

function deployment({ name = 'tekton-operator', image = '', label = '', variable = '' }) {
  return resourceOf(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    version: "${label}"
spec:
  template:
    spec:
      containers:
        - name: tekton-operator-lifecycle
          image: ${image}
          env:
            - name: VERSION
              value: "${variable}"
`);
}
