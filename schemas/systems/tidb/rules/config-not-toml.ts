import type { Finding, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configFault, readConfig } from '../config.ts';
import { configsOf } from '../configsOf.ts';
import { groupKinds, instanceOf } from '../groups.ts';
import { code } from '../sources.ts';

/** A text that the operator has to read. */
export const configNotToml: Rule = {
  id: 'tidb/config-not-toml',
  severity: 'error',
  kinds: ['TidbCluster', 'DMCluster', 'TidbNGMonitoring', ...groupKinds],
  help: `\`config\` is a text in TOML or a map, and the operator reads it before anything else. What is neither, a key that is set
twice among it, keeps it from reading the resource, and with it the others of its kind: nothing is made or changed any more. Its
reader knows TOML 0.4: a key with dots, such as \`log.level = "info"\`, is refused too. Write \`[log]\` and below it \`level\`. The second
operator cannot write the component's file then, so a change of the group never reaches its instances; it reads keys with dots.`,
  source: code('apis/util/config/config.go#L95'),
  *check({ resource }): Iterable<Finding> {
    const isGroup = instanceOf(resource) !== undefined;
    for (const { title, node } of configsOf(resource)) {
      const fault = configFault(node);
      if (fault) {
        const { reason, line, ...place } = fault;
        yield {
          ...place,
          message: isGroup
            ? say`This is no TOML (line ${line}: ${reason}), so the operator cannot write the file of ${title}.`
            : say`This is no TOML (line ${line}: ${reason}), so the operator cannot read the resource.`,
        };
      } else if (
        !isGroup &&
        isWritten(node) &&
        node.value !== undefined &&
        node.kind !== 'map' &&
        textOf(node) === undefined
      ) {
        yield {
          node,
          mark: 'key',
          message: say`The configuration of ${title} is a map, or a text in TOML behind \`|\`: the operator cannot read anything else.`,
        };
      }
      for (const { path, place, isDotted } of readConfig(node)?.settings ?? []) {
        if (isDotted !== true || isGroup) continue;
        const table = path.slice(0, -1).join('.');
        yield {
          ...place,
          message: say`The operator's reader knows no keys with dots, so it cannot read the resource: write \`${path.at(-1) ?? ''}\` below \`[${table}]\`.`,
        };
      }
    }
  },
};
