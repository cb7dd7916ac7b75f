import type { ManifestNode, OperatorVersion, Rule, Said } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { trimEnd } from '../../../vocabulary/trimEnd.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { poolers } from '../naming.ts';

/** Names that the operator makes from the cluster's name outgrow what Kubernetes takes. */
export const clusterNameTooLong: Rule = {
  id: 'zalando/cluster-name-too-long',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Kubernetes limits names of Services and values of labels to 63 characters, and the operator adds to the cluster's
name: \`-repl\` for the Service of the replicas (so 58 are left), \`-pooler-repl\` for that of a replica pooler (51). From operator 2.0
on the pods of a pooler have a volume \`<cluster>-pooler-u\` (54) or \`<cluster>-pooler-repl-u\` (49), and do not come if that is too
long; nothing but the operator's log says so. The StatefulSet adds a hyphen and a hash of up to ten digits in the label of its pods,
so above 52 characters pods may never be created. Stay at 52, or 49 with a replica pooler.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/apis/acid.zalan.do/v1/const.go#L16',
  *check({ root, spec, version }) {
    const node = root.at('metadata', 'name');
    const name = textOf(node);
    if (!name) return;
    const limits = limitsOf(spec, version);
    const passed = limits.find((limit) => name.length > limit.most);
    if (!passed) return;
    const most = limits.reduce((least, limit) => Math.min(least, limit.most), Infinity);
    const shorter = trimEnd(name.slice(0, most), '-.');
    yield {
      node,
      severity: passed.severity,
      message: say`Cluster name has ${name.length} characters: ${passed.consequence}; shorten it to at most ${most}.`,
      fixes: [{ title: say`Rename to "${shorter}"`, edits: [{ do: 'set', node, value: shorter }], safe: false }],
    };
  },
};

interface Limit {
  /** Characters. */
  readonly most: number;
  readonly severity: 'error' | 'warning';
  readonly consequence: Said;
}

const replicaService: Limit = {
  most: 58,
  severity: 'error',
  consequence: say`with \`-repl\` behind it, it is no name for a Service, so none is created`,
};

const poolerService: Limit = {
  most: 56,
  severity: 'error',
  consequence: say`with \`-pooler\` behind it, it is no name for a Service, so the pooler fails`,
};

const replicaPoolerService: Limit = {
  most: 51,
  severity: 'error',
  consequence: say`with \`-pooler-repl\` behind it, it is no name for a Service, so the replica pooler fails`,
};

const poolerVolume: Limit = {
  most: 54,
  severity: 'error',
  consequence: say`with \`-pooler-u\` behind it, it is no name for a volume, so the pooler does not come`,
};

const replicaPoolerVolume: Limit = {
  most: 49,
  severity: 'error',
  consequence: say`with \`-pooler-repl-u\` behind it, it is no name for a volume, so the replica pooler does not come`,
};

const statefulSet: Limit = {
  most: 52,
  severity: 'warning',
  consequence: say`with the hash of the StatefulSet it does not fit into a label, so pods may not be created`,
};

/** The gravest first. Volumes of poolers are there from 2.0 on, and are no matter while the version is not known. */
function limitsOf(spec: ManifestNode, version: OperatorVersion | undefined): Limit[] {
  const { primary, replica } = poolers(spec);
  const volumes = version !== undefined && !isBefore(version, '2.0');
  return [
    replicaService,
    ...(replica ? [replicaPoolerService, ...(volumes ? [replicaPoolerVolume] : [])] : []),
    ...(primary ? [poolerService, ...(volumes ? [poolerVolume] : [])] : []),
    statefulSet,
  ];
}
