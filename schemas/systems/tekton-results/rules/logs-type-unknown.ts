import type { Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isTrue, textOf } from '../../../vocabulary/read.ts';
import { joined, say } from '../../../vocabulary/say.ts';
import { forwardedTypes, storedTypes, usesLokiStack } from '../logs.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** A free text in the CRD; half of the names are compared letter by letter. */
export const logsTypeUnknown: Rule = {
  id: 'tekton-results/logs-type-unknown',
  severity: 'warning',
  kinds: resultKinds,
  help: `The API keeps logs of type \`File\`, \`S3\` and \`GCS\`, written exactly so, and reads those that a forwarder has
stored for \`loki\`, \`blob\` and \`splunk\`. With anything else it starts, and every log is lost with "log streamer type is
not supported". The operator mounts the credentials for Google only for exactly \`GCS\`.`,
  source: 'https://github.com/tektoncd/results/blob/v0.20.0/pkg/api/server/v1alpha2/log/log.go#L68',
  *check({ resource }) {
    const settings = resultSettings(resource);
    const node = settings.at('logs_type');
    const type = textOf(node);
    if (!type || type.includes('<') || storedTypes.includes(type) || forwardedTypes.includes(type.toLowerCase()))
      return;
    if (usesLokiStack(settings)) return;
    const near = nearestName(type, [...storedTypes, ...forwardedTypes]);
    yield {
      node,
      ...(isTrue(settings.at('logs_api')) ? {} : { severity: 'information' as const }),
      message: say`\`logs_type\` "${type}" does not exist, so logs are lost: use ${joined([...storedTypes, ...forwardedTypes], ', ')}, written exactly so.`,
      fixes: near ? [{ title: say`Use "${near}"`, edits: [{ do: 'set', node, value: near }], safe: false }] : [],
    };
  },
};
