import { execFile } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ClusterConnection } from '../../../client/cluster/connection.ts';
import type { Session } from '../../../client/session/clientSession.ts';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the session's program as a terminal would, but for one question and its answer. */
export function askLocally(session: Extract<Session, { kind: 'local' }>, sql: string): Promise<Outcome> {
  const { program, args, env } = session;
  const environment = Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== null);
  return new Promise((resolve) => {
    const options = { env: Object.fromEntries(environment) as NodeJS.ProcessEnv, timeout: 60_000 };
    execFile(program, [...args, ...questionFor(program, sql)], options, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code ?? -1) : 0, stdout: stdout.trim(), stderr });
    });
  });
}

export async function askInPod(
  connection: ClusterConnection,
  session: Extract<Session, { kind: 'exec' }>,
  sql: string,
): Promise<Outcome> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const { namespace, pod, container, command } = session;
  const said = Promise.all([text(stdout), text(stderr)]);
  const status = await connection.exec({
    ...{ namespace, pod, container, stdout, stderr },
    command: [...command, ...questionFor(command[0] ?? '', sql)],
  });
  stdout.end();
  stderr.end();
  const [out, err] = await said;
  return { status, stdout: out.trim(), stderr: err };
}

/** Columns with a bar or a tab between, no header. */
function questionFor(program: string, sql: string): readonly string[] {
  return /psql[^/\\]*$/.test(program) ? ['-XAtc', sql] : ['--batch', '--skip-column-names', `--execute=${sql}`];
}
