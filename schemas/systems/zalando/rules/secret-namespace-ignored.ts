import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { perObject } from '../../../vocabulary/perObject.ts';
import { isPlaceholder, isTrue, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { operatorConfigurations } from '../operatorSettings.ts';

/** Secrets leave the namespace of the cluster only if the operator may. */
export const secretNamespaceIgnored: Rule = {
  id: 'zalando/secret-namespace-ignored',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `\`secretNamespace\` asks the operator to put the Secrets of a prepared database into another namespace. It does so only
with \`enable_cross_namespace_secret: true\` in its configuration; without, the field is passed over, and the Secrets stay
beside the cluster. The \`OperatorConfiguration\` in this workspace does not set it.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/cluster.go#L1562',
  *check({ spec, resource, workspace }) {
    const settings = lackingSettings(operatorConfigurations(workspace));
    if (settings.length === 0) return;
    for (const [database, prepared] of spec.at('preparedDatabases').entries()) {
      const node = prepared.at('secretNamespace');
      const namespace = textOf(node);
      if (!namespace || namespace === resource.identity.namespace) continue;
      yield {
        node,
        message: say`The Secrets of "${database}" stay beside the cluster: the operator's configuration lacks \`enable_cross_namespace_secret\`.`,
        related: settings.slice(0, 1).map((setting) => ({ node: setting, message: say`The configuration` })),
      };
    }
  },
};

/** The setting in each configuration, unless one of them has it or may have it. */
const lackingSettings: (configurations: readonly ManifestNode[], key?: undefined) => readonly ManifestNode[] =
  perObject((configurations: readonly ManifestNode[]) => {
    const settings = configurations.map((each) => each.at('kubernetes', 'enable_cross_namespace_secret'));
    return settings.some((node) => isTrue(node) || isPlaceholder(node)) ? [] : settings;
  });
