import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isHidden, isPlaceholder, mayHaveKey } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { partsOf } from '../parts.ts';
import type { Part } from '../parts.ts';
import { validation } from '../sources.ts';

/** Volumes for data have a size. */
export const storageSizeMissing: Rule = {
  id: 'tidb/storage-size-missing',
  severity: 'error',
  kinds: ['TidbCluster', 'TidbDashboard', 'TidbNGMonitoring', 'DMCluster'],
  wholeOnly: true,
  help: `PD, TiKV, Pump and TiFlash keep data on volumes, and there is no default for their size: without \`requests.storage\` the
operator writes the event \`FailedValidation\` and leaves the whole resource as it is. DM-master asks for \`storageSize\` in the
same way. TiDB Dashboard and NG Monitoring are not made either; of these only the operator's log says why. A size under
\`limits\` does not count. Volumes grow later if their storage class allows that, and never shrink.`,
  source: validation(424),
  *check({ resource }): Iterable<Finding> {
    for (const part of partsOf(resource)) yield* checkPart(part);
  },
};

const needing = ['pd', 'tikv', 'pump', 'tidb-dashboard', 'ng-monitoring'];

function* checkPart({ id, title, node }: Part): Iterable<Finding> {
  if (id === 'master') yield* checkMaster(node);
  if (id === 'tiflash') yield* checkClaims(node.at('storageClaims'));
  // Of NG Monitoring both the resource and its one section are parts.
  if (!needing.includes(id) || (id === 'ng-monitoring' && node.path.at(-1) !== 'ngMonitoring')) return;
  const requests = node.at('requests');
  if (isHidden(requests) || mayHaveKey(requests, 'storage')) return;
  yield {
    node: requests.kind === 'map' ? requests : node,
    mark: 'key',
    message: isFollowed(id)
      ? say`${title} needs a volume, and its size is not said: no pod is made. Add \`requests.storage\`.`
      : say`${title} needs a volume, and its size is not said: the operator refuses the whole resource. Add \`requests.storage\`.`,
    fixes: [addSize(requests, id === 'pd' || isFollowed(id) ? '10Gi' : '100Gi')],
  };
}

/** Not refused: the operator fails when it makes the pods. */
function isFollowed(id: string): boolean {
  return id === 'tidb-dashboard' || id === 'ng-monitoring';
}

function* checkClaims(claims: ManifestNode): Iterable<Finding> {
  if (claims.kind === 'list' && claims.items().length === 0) {
    const value = [{ resources: { requests: { storage: '100Gi' } } }];
    yield {
      node: claims,
      mark: 'key',
      message: say`TiFlash needs at least one volume: the operator refuses the whole resource. Add a claim with a size.`,
      fixes: [{ title: say`Add a claim of 100Gi`, edits: [{ do: 'set', node: claims, value }] }],
    };
  }
  for (const claim of claims.items()) {
    const requests = claim.at('resources', 'requests');
    if (claim.kind !== 'map' || isHidden(requests) || mayHaveKey(requests, 'storage')) continue;
    yield {
      node: requests.kind === 'map' ? requests : claim,
      mark: 'key',
      message: say`This volume has no size: the operator refuses the whole resource. Add \`resources.requests.storage\`.`,
      fixes: [addSize(requests, '100Gi')],
    };
  }
}

function* checkMaster(node: ManifestNode): Iterable<Finding> {
  const size = node.at('storageSize');
  const isUnsaid = size.kind === 'missing' || size.value === '' || size.value === null;
  if (!isUnsaid || node.at('replicas').value === 0 || isPlaceholder(node.at('replicas'))) return;
  yield {
    node: size.kind === 'missing' ? node : size,
    mark: 'key',
    message: say`DM-master needs a volume, and its size is not said: the operator refuses the whole resource. Add \`storageSize\`.`,
    fixes: [{ title: say`Add \`storageSize: 10Gi\``, edits: [{ do: 'set', node: size, value: '10Gi' }] }],
  };
}

function addSize(requests: ManifestNode, value: string) {
  const node = requests.at('storage');
  return { title: say`Add \`requests.storage: ${value}\``, edits: [{ do: 'set' as const, node, value }] };
}
