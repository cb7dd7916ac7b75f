import type { CancellationToken, ResponseError } from 'vscode-languageserver';
import {
  clusterOperatorsNotification,
  editRequest,
  locateRequest,
  resourcesRequest,
  yamlRequest,
} from '../../../schemas/contract/protocol.ts';
import type {
  ClusterOperatorsParams,
  EditParams,
  EditResult,
  LocateParams,
  LocateResult,
  ResourcesParams,
  ResourcesResult,
  YamlParams,
  YamlResult,
} from '../../../schemas/contract/protocol.ts';
import type { ManifestValue } from '../../../schemas/contract/index.ts';
import { toTextEdits } from './convert.ts';
import { cancelled } from './registerAnswers.ts';
import type { Session } from './session.ts';
import { canonicalUri } from './uris.ts';

/** What commands that work with a cluster ask about manifests. The server itself knows no cluster: it reads text. */
export function registerCluster(session: Session): void {
  const { connection, service } = session;
  const versionOf = (key: string) => session.open.get(key)?.version ?? null;

  connection.onRequest(
    resourcesRequest,
    unlessCancelled(({ uri }: ResourcesParams): ResourcesResult => {
      const key = canonicalUri(uri);
      return { version: versionOf(key), resources: service.resources(key) };
    }),
  );
  connection.onRequest(
    locateRequest,
    unlessCancelled(({ uri, index, fields }: LocateParams): LocateResult => {
      return service.locate(canonicalUri(uri), index, fields).map((range) => range ?? null);
    }),
  );
  connection.onRequest(
    editRequest,
    unlessCancelled(({ uri, index, set }: EditParams): EditResult => {
      const key = canonicalUri(uri);
      return { version: versionOf(key), edits: toTextEdits(service.setFields(key, index, set)) };
    }),
  );
  connection.onRequest(
    yamlRequest,
    // What came over the wire as JSON is nothing else.
    unlessCancelled(({ value }: YamlParams): YamlResult => service.yaml(value as ManifestValue)),
  );
  connection.onNotification(clusterOperatorsNotification, ({ manifests }: ClusterOperatorsParams) => {
    service.configure({ clusterVersions: service.operatorVersionsIn(manifests) });
    session.refresh();
  });
}

function unlessCancelled<P, R>(work: (params: P) => R) {
  return (params: P, token: CancellationToken): R | ResponseError =>
    token.isCancellationRequested ? cancelled() : work(params);
}
