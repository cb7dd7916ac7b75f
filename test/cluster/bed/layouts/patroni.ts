// `patronictl` in the pods of a bed: a script that asks for what the real one asks Patroni for, and a server on loopback
// that does it to the real databases.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { LayoutBed } from './layout.ts';
import type { MemberSet } from './startMembers.ts';

export interface Patroni {
  /** For the PATH of pods: name to file. */
  readonly programs: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** Whom it works on; it exists only once the pods do. */
  serve(members: MemberSet): void;
  stop(): Promise<void>;
}

/** @param cluster the name that people give on the command line */
export async function startPatroni(bed: LayoutBed, cluster: string): Promise<Patroni> {
  let members: MemberSet | undefined;
  const server = createServer((request, response) => {
    void (async () => {
      const args = JSON.parse(await text(request)) as string[];
      try {
        if (!members) throw new Error('Error: Can not find suitable configuration of distributed configuration store');
        response.end(await perform(members, cluster, args));
      } catch (error) {
        response.writeHead(400).end(error instanceof Error ? error.message : String(error));
      }
    })();
  }).listen(0, '127.0.0.1');
  // Where what comes after it fails nobody stops it: it keeps no process alive.
  server.unref();
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    programs: { patronictl: await writeScript(bed, 'patronictl', patronictl) },
    environment: { PATRONI_URL: `http://127.0.0.1:${String(port)}` },
    serve: (set) => void (members = set),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An executable file for pods, run by the Node.js that we run in. */
export async function writeScript(bed: LayoutBed, name: string, source: string): Promise<string> {
  const folder = path.join(bed.folder, 'programs');
  await mkdir(folder, { recursive: true });
  // Its ending says how it is to be read, whatever package.json is above it.
  const file = path.join(folder, `${name}.mjs`);
  await writeFile(file, `#!${process.execPath}\n${source}`);
  await chmod(file, 0o755);
  return file;
}

const patronictl = `
const request = { method: 'POST', body: JSON.stringify(process.argv.slice(2)) };
fetch(process.env.PATRONI_URL, request).then(async (response) => {
  const stream = response.ok ? process.stdout : process.stderr;
  stream.write((await response.text()) + '\\n');
  process.exitCode = response.ok ? 0 : 1;
});
`;

/** Without --force the real one asks at a terminal; here nobody would answer. */
async function perform(members: MemberSet, cluster: string, [command = '', ...args]: readonly string[]) {
  const { names, options } = readArguments(args);
  const [scope, ...pods] = names;
  if (scope !== cluster) throw new Error(`Error: No cluster ${scope ?? ''}`);
  if (command === 'list') return list(members);
  if (!options.has('force')) throw new Error('Aborted: nobody answers the question; --force does without');
  if (command === 'restart') {
    await members.restartServers(pods.length > 0 ? pods : undefined);
    return members.all.map(({ pod }) => `Success: restart on member ${pod}`).join('\n');
  }
  if (command !== 'switchover') throw new Error(`Error: No such command '${command}'.`);
  const leader = options.get('leader') ?? options.get('master') ?? options.get('primary') ?? members.primary.pod;
  if (leader !== members.primary.pod)
    throw new Error(`Error: Member ${leader} is not the leader of cluster ${cluster}`);
  const candidate = options.get('candidate');
  if (candidate !== undefined && !members.all.some(({ pod, role }) => pod === candidate && role === 'replica')) {
    throw new Error(`Error: Member ${candidate} does not exist in cluster ${cluster} or is not a replica`);
  }
  await members.switchover(candidate);
  return `Successfully switched over to "${members.primary.pod}"`;
}

function list({ all }: MemberSet): string {
  return all.map(({ pod, role }) => `| ${pod} | ${role === 'primary' ? 'Leader' : 'Replica'} | running |`).join('\n');
}

/** `--leader X`, `--leader=X`, `--force`; the rest are names. */
function readArguments(args: readonly string[]) {
  const names: string[] = [];
  const options = new Map<string, string>();
  for (let index = 0; index < args.length; index++) {
    const [, name, value] = /^--([a-z-]+)(?:=(.*))?$/.exec(args[index] ?? '') ?? [];
    if (name === undefined) names.push(args[index] ?? '');
    else if (name === 'force') options.set(name, '');
    else options.set(name, value ?? args[++index] ?? '');
  }
  return { names, options };
}
