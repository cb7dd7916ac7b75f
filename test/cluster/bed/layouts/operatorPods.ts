// The operators' own pods: each writes a log, Zalando's has a page for people too.
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { addPod } from '../pods.ts';
import type { Labels, LayoutBed } from './layout.ts';

export interface OperatorPods {
  /** By operator: the file that its log comes from. */
  readonly logFiles: Readonly<Record<OperatorName, string>>;
  /** What the page of Zalando's operator says. */
  readonly page: string;
  stop(): Promise<void>;
}

export type OperatorName = keyof typeof operators;

interface OperatorPod {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly labels: Labels;
}

const operators = {
  zalando: {
    namespace: 'postgres-operator',
    pod: 'postgres-operator-7c8d9b6f4d-x2x7q',
    container: 'postgres-operator',
    labels: { 'app.kubernetes.io/name': 'postgres-operator', 'app.kubernetes.io/instance': 'postgres-operator' },
  },
  crunchy: {
    namespace: 'postgres-operator',
    pod: 'pgo-6d5f8b7c9-8wq2n',
    container: 'operator',
    labels: {
      'app.kubernetes.io/name': 'pgo',
      'postgres-operator.crunchydata.com/control-plane': 'postgres-operator',
    },
  },
  'cloudnative-pg': {
    namespace: 'cnpg-system',
    pod: 'cnpg-controller-manager-5b8c6d7f9-h6t4k',
    container: 'manager',
    labels: { 'app.kubernetes.io/name': 'cloudnative-pg' },
  },
  tekton: {
    namespace: 'tekton-operator',
    pod: 'tekton-operator-86d7c5b9f4-p9s2z',
    container: 'tekton-operator-lifecycle',
    labels: { app: 'tekton-operator', name: 'tekton-operator' },
  },
  tidb: {
    namespace: 'tidb-admin',
    pod: 'tidb-controller-manager-7f9c8d6b5-v3m8r',
    container: 'tidb-operator',
    labels: { 'app.kubernetes.io/name': 'tidb-operator', 'app.kubernetes.io/component': 'controller-manager' },
  },
} satisfies Record<string, OperatorPod>;

export async function layOperatorPods(bed: LayoutBed): Promise<OperatorPods> {
  const logFiles: Partial<Record<OperatorName, string>> = {};
  for (const [name, operator] of Object.entries(operators) as [OperatorName, OperatorPod][]) {
    logFiles[name] = path.join(bed.folder, `${name}-operator.log`);
    await writeFile(logFiles[name], `level=info msg="${operator.container} started"\n`);
    await addPod(bed.cluster, {
      ...{ namespace: operator.namespace, name: operator.pod, labels: operator.labels },
      containers: [{ name: operator.container }],
      logs: logFiles[name],
    });
  }
  const page = '<!doctype html><title>Postgres Operator UI</title><h1>PostgreSQL clusters</h1>';
  const stop = await layPage(bed, page);
  return { logFiles: logFiles as Record<OperatorName, string>, page, stop };
}

async function layPage(bed: LayoutBed, page: string): Promise<() => Promise<void>> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  }).listen(0, '127.0.0.1');
  // As of Patroni: where the pod fails nobody stops it.
  server.unref();
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await addPod(bed.cluster, {
    ...{ namespace: operators.zalando.namespace, name: 'postgres-operator-ui-5f7c9d8b6c-k4m9z' },
    labels: { 'app.kubernetes.io/name': 'postgres-operator-ui', 'app.kubernetes.io/instance': 'postgres-operator-ui' },
    containers: [{ name: 'service', ports: [{ containerPort: 8081 }] }],
    forwards: { 8081: port },
  });
  return async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
}
