import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configurationOf } from '../operatorSettings.ts';
import { otherConfigurations } from '../subjectIds.ts';

const registry = 'registry.opensource.zalan.do';

/** The project publishes its images elsewhere. */
export const imageRegistryLeft: Rule = {
  id: 'zalando/image-registry-left',
  severity: 'information',
  kinds: ['postgresql', 'OperatorConfiguration', ...otherConfigurations],
  help: `Images of the operator, of Spilo and of the pooler are published at \`ghcr.io/zalando\`. The registry \`registry.opensource.zalan.do\`
gets no new ones: clusters that take theirs from there get no fixes, and a node that does not have the image yet depends on a registry
that may be gone. Take the image that belongs to your version of the operator, from \`ghcr.io/zalando\`.`,
  source: 'https://github.com/zalando/postgres-operator/releases',
  *check({ resource, spec }) {
    const configuration = configurationOf(resource);
    for (const node of [
      spec.at('dockerImage'),
      spec.at('connectionPooler', 'dockerImage'),
      configuration.at('docker_image'),
      configuration.at('logical_backup', 'logical_backup_docker_image'),
      configuration.at('connection_pooler', 'connection_pooler_image'),
    ]) {
      if (!textOf(node)?.startsWith(`${registry}/`)) continue;
      const part = node.source?.startsWith(registry) ? { part: { start: 0, end: registry.length } } : {};
      yield { node, ...part, message: say`The registry gets no new images: take one from \`ghcr.io/zalando\`.` };
    }
  },
};
