import type { Edit, Fix, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

interface Address {
  readonly problem: Said;
  readonly host: string;
  readonly port?: number;
  readonly database?: string;
}

/** The API puts the value behind `host=` of a connection string, and the port beside it. */
export const dbHostNotAHost: Rule = {
  id: 'tekton-results/db-host-not-a-host',
  severity: 'error',
  kinds: resultKinds,
  help: `\`db_host\` becomes the host of the connection as it stands. A scheme, a user, a port or a path in it is taken for a
part of the name, and the API ends with "no such host". Write the name alone; the port goes into \`db_port\`, the
database into \`db_name\`, user and password into the Secret.`,
  source: 'https://github.com/tektoncd/results/blob/v0.20.0/cmd/api/main.go#L159',
  *check({ resource }) {
    const settings = resultSettings(resource);
    const node = settings.at('db_host');
    const text = textOf(node);
    const address = text === undefined ? undefined : takeApart(text);
    if (!address) return;
    yield {
      node,
      message: say`\`db_host\` has ${address.problem} in it, so no such host is found: it takes the name of the host alone.`,
      ...(address.host ? { fixes: [splitUp(settings, node, address)] } : {}),
    };
  },
};

/** `undefined`: nothing is wrong, or it is something else (the folder of a socket, several hosts, an IPv6 address). */
function takeApart(text: string): Address | undefined {
  if (text.startsWith('/') || text.includes(',') || text.includes('$')) return undefined;
  const match = /^(?<scheme>[a-z][a-z0-9+.-]*:(?:[a-z]+:)?\/\/)?(?<user>[^@/]*@)?(?<rest>.*)$/i.exec(text);
  const { scheme, user, rest = '' } = match?.groups ?? {};
  const slash = rest.search(/[/?]/);
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const path = slash < 0 ? '' : rest.slice(slash);
  const [, host = authority, port] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(authority) ?? [];
  const part = scheme ? say`a scheme` : user ? say`a user` : port ? say`a port` : path ? say`a path` : undefined;
  const problem = part ?? (/\s/.test(text) ? say`a blank` : undefined);
  if (!problem) return undefined;
  const database = /^\/([A-Za-z0-9_-]+)/.exec(path)?.[1];
  const clean = host.replace(/^\[|\]$/g, '');
  return {
    problem,
    host: /^[A-Za-z0-9._:-]+$/.test(clean.trim()) ? clean.trim() : '',
    ...(port ? { port: Number(port) } : {}),
    ...(database ? { database } : {}),
  };
}

function splitUp(settings: ManifestNode, node: ManifestNode, { host, port, database }: Address): Fix {
  const edits: Edit[] = [{ do: 'set', node, value: host }];
  if (port !== undefined) edits.push({ do: 'set', node: settings.at('db_port'), value: port });
  const name = settings.at('db_name');
  if (database !== undefined && !isWritten(name)) edits.push({ do: 'set', node: name, value: database });
  return { title: say`Keep "${host}" alone`, edits };
}
