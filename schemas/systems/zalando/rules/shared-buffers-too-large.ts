import type { Rule } from '../../../contract/index.ts';
import { findParameter, parseParameterValue } from '../../../vocabulary/postgresParameters.ts';
import { bytesOf, quantityOf } from '../../../vocabulary/quantity.ts';
import { isPlaceholder, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configuredSettings } from '../configuredSettings.ts';
import { meansDefault } from '../pods.ts';

/** Postgres has to fit into the memory limit together with its shared buffers. */
export const sharedBuffersTooLarge: Rule = {
  id: 'zalando/shared-buffers-too-large',
  severity: 'information',
  kinds: ['postgresql'],
  help: `Shared buffers count against the memory limit of the container, and so do the memory of every connection, the
page cache that backups need, and Patroni. With more than two fifths of the limit for \`shared_buffers\` the pod is in
danger of being killed when it is busy. A quarter is usual. Where \`resources.limits.memory\` is left out, the
operator's \`default_memory_limit\` counts, 500Mi unless it is configured.`,
  source: 'https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-SHARED-BUFFERS',
  wholeOnly: true,
  *check({ spec, workspace }) {
    const node = spec.at('postgresql', 'parameters', 'shared_buffers');
    const buffers = bytesOfSharedBuffers(textOf(node));
    const limits = spec.at('resources', 'limits');
    if (buffers === undefined || isPlaceholder(limits) || isPlaceholder(spec.at('resources'))) return;
    // Huge pages are counted apart from the memory limit, and shared buffers are what goes there.
    if (isWritten(limits.at('hugepages-2Mi')) || isWritten(limits.at('hugepages-1Gi'))) return;
    const limit = limits.at('memory');
    const [setting, ...others] = configuredSettings(workspace, 'postgres_pod_resources', 'default_memory_limit');
    if (others.length > 0) return;
    const written = isWritten(limit) && !meansDefault(limit);
    const text = written ? textOf(limit) : setting ? textOf(setting) : '500Mi';
    const memory = quantityOf(text);
    if (text === undefined || !memory || memory.nanos <= 0n) return;
    if (buffers * 5n <= bytesOf(memory) * 2n) return;
    yield {
      node,
      message: written
        ? say`\`shared_buffers\` takes more than 40 % of \`resources.limits.memory\` ("${text}"): under load the pod may be killed for lack of memory.`
        : say`\`shared_buffers\` takes more than 40 % of the operator's default memory limit ("${text}"): under load the pod may be killed for lack of memory.`,
    };
  },
};

function bytesOfSharedBuffers(text: string | undefined): bigint | undefined {
  const parameter = findParameter('shared_buffers');
  if (text === undefined || !parameter) return undefined;
  const parsed = parseParameterValue(parameter, text);
  return parsed.ok && typeof parsed.value === 'number' ? BigInt(Math.round(parsed.value)) : undefined;
}
