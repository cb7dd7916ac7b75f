import { NotificationType, RequestType } from 'vscode-languageserver';
import {
  clusterDefinitionsNotification,
  clusterOperatorsNotification,
  editRequest,
  locateRequest,
  resourcesRequest,
  yamlRequest,
} from '../../../schemas/contract/protocol.ts';
import type {
  ClusterDefinitionsParams,
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
import type { Session } from './session.ts';
import { anything, count, fields, listOf, oneOf, text } from './shapes.ts';
import { canonicalUri } from './canonicalUri.ts';

/** What commands that work with a cluster ask about manifests. The server itself knows no cluster: it reads text. */
export function registerCluster(session: Session): void {
  const { door, service } = session;
  const versionOf = (key: string) => session.open.get(key)?.version ?? null;

  door.onRequest(request<ResourcesParams, ResourcesResult>(resourcesRequest), fields({ uri: text }), ({ uri }) => {
    const key = canonicalUri(uri);
    return { version: versionOf(key), resources: service.resources(key) };
  });
  door.onRequest(
    request<LocateParams, LocateResult>(locateRequest),
    fields({ uri: text, index: count, fields: listOf(text) }),
    ({ uri, index, fields: wanted }) => service.locate(canonicalUri(uri), index, wanted).map((found) => found ?? null),
  );
  door.onRequest(
    request<EditParams, EditResult>(editRequest),
    fields({ uri: text, index: count, set: listOf(fields({ path: listOf(oneOf(text, count)), value: anything })) }),
    ({ uri, index, set }) => {
      const key = canonicalUri(uri);
      return { version: versionOf(key), edits: toTextEdits(service.setFields(key, index, set)) };
    },
  );
  // What came over the wire as JSON is nothing else.
  door.onRequest(request<YamlParams, YamlResult>(yamlRequest), fields({ value: isWritten }), ({ value }) =>
    service.yaml(value as ManifestValue),
  );
  door.onNotification(
    new NotificationType<ClusterOperatorsParams>(clusterOperatorsNotification),
    fields({ manifests: text }),
    ({ manifests }) => {
      service.configure({ clusterVersions: service.operatorVersionsIn(manifests) });
      session.refresh();
    },
  );
  door.onNotification(
    new NotificationType<ClusterDefinitionsParams>(clusterDefinitionsNotification),
    fields({ cluster: text, documents: listOf(text) }),
    (definitions) => {
      if (session.options.trusted === false) return;
      service.setClusterDefinitions(definitions);
      session.refresh();
    },
  );
}

const isWritten = (value: unknown): boolean => value !== undefined;

function request<P, R>(method: string): RequestType<P, R, unknown> {
  return new RequestType(method);
}
