import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { canHaveBinaries, findBinaries } from './bed/binaries.ts';

const programs = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl', 'kwok'];
const names = ['PATH', 'KUBEBUILDER_ASSETS', 'XDG_CACHE_HOME'] as const;
const before = names.map((name) => [name, process.env[name]] as const);
const cacheOfBed = 'cache/db-manifests';
let folder: string;

/** A machine without Go, and without anything that was built. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dbm-'));
  delete process.env.KUBEBUILDER_ASSETS;
  process.env.PATH = join(folder, 'path');
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
  mkdirSync(join(folder, 'path'));
});

afterEach(() => {
  for (const [name, value] of before)
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  rmSync(folder, { recursive: true });
});

function install(place: string, versions: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, place), { recursive: true });
  for (const [name, version] of Object.entries(versions)) {
    const file = join(folder, place, name);
    writeFileSync(file, `#!/bin/sh\necho '${version}'\n`);
    chmodSync(file, 0o755);
  }
}

function noBuild(line: string): void {
  throw new Error(`It builds: ${line}`);
}

const fitting = {
  etcd: 'etcd Version: 3.6.0',
  'kube-apiserver': 'Kubernetes v1.36.0',
  'kube-controller-manager': 'Kubernetes v1.36.99',
  kubectl: 'Client Version: v1.36.1',
};

test('without programs and Go a sentence says what is missing and what to do', async () => {
  const { missing } = (await findBinaries(noBuild)) as { missing: string };
  for (const program of programs) assert.ok(missing.includes(program), missing);
  assert.match(missing, /install Go/);
  assert.deepEqual(canHaveBinaries(), { missing });
});

test('a folder that is named is taken as it is', async () => {
  install('assets', Object.fromEntries(programs.map((name) => [name, 'anything'])));
  process.env.KUBEBUILDER_ASSETS = join(folder, 'assets');
  const expected = Object.fromEntries(programs.map((name) => [name, join(folder, 'assets', name)]));
  assert.deepEqual(await findBinaries(noBuild), expected);
  assert.equal(canHaveBinaries(), true);
});

test('from the PATH comes what fits, and never kwok', async () => {
  install('path', { ...fitting, kwok: 'kwok version v0.8.0' });
  const found = (await findBinaries(noBuild)) as { missing: string };
  assert.match(found.missing, /^No control plane without kwok:/);
});

test('from the PATH comes nothing of another minor version', async () => {
  install('path', { ...fitting, 'kube-apiserver': 'Kubernetes v1.35.9', kubectl: 'Client Version: v1.3.60' });
  const found = (await findBinaries(noBuild)) as { missing: string };
  assert.match(found.missing, /without kube-apiserver, kubectl, kwok:/);
});

describe('an API server of an older release', () => {
  test('is said to be missing by its release', async () => {
    install('path', fitting);
    const { missing } = (await findBinaries(noBuild, '1.31')) as { missing: string };
    assert.match(missing, /^No control plane without kube-apiserver 1\.31, kwok: install Go/);
  });

  test('is that which was built for it, and no other program is older', async () => {
    install('path', fitting);
    install('assets', { kwok: 'anything', 'kube-apiserver': 'Kubernetes v1.36.0' });
    install(`${cacheOfBed}/kubernetes-1.31`, { 'kube-apiserver': 'Kubernetes v1.31.14', kubectl: 'v1.31.14' });
    process.env.KUBEBUILDER_ASSETS = join(folder, 'assets');
    const found = (await findBinaries(noBuild, '1.31')) as Readonly<Record<string, string>>;
    assert.equal(found['kube-apiserver'], join(folder, cacheOfBed, 'kubernetes-1.31/kube-apiserver'));
    assert.equal(found['kubectl'], join(folder, 'path/kubectl'));
  });

  test('is the named one where that is of the release', async () => {
    install('path', fitting);
    install('assets', { kwok: 'anything', 'kube-apiserver': 'Kubernetes v1.31.2' });
    process.env.KUBEBUILDER_ASSETS = join(folder, 'assets');
    const found = (await findBinaries(noBuild, '1.31')) as Readonly<Record<string, string>>;
    assert.equal(found['kube-apiserver'], join(folder, 'assets/kube-apiserver'));
    const other = (await findBinaries(noBuild, '1.3')) as { missing: string };
    assert.match(other.missing, /kube-apiserver 1\.3:/);
  });
});
