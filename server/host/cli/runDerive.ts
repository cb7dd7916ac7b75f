import type { DerivedThing } from '../../language/answers.ts';
import { createService } from '../createService.ts';
import type { DeriveOptions } from './arguments.ts';
import { readInputs, uriOf } from './inputs.ts';
import type { Streams } from './streams.ts';
import { terminalJson, terminalLine, terminalPath } from './terminalText.ts';

/** What an operator makes of a resource; lines count from 1. */
interface Made {
  readonly file: string;
  readonly line: number;
  /** `postgresql acid-shop`. */
  readonly resource: string;
  readonly makes: readonly DerivedThing[];
}

/** Writes what operators will make of the manifests that the arguments name, and returns the exit code. */
export async function runDerive({ paths, format }: DeriveOptions, dist: string, streams: Streams): Promise<number> {
  const { files, problems } = await readInputs(paths, streams.stdin);
  problems.forEach(streams.complain);
  const service = createService(dist);
  for (const file of files) service.setFile(uriOf(file), file.text);
  const made = files.flatMap((file) =>
    service.derived(uriOf(file)).map(({ identity, range, things }) => ({
      file: file.name,
      line: range.start.line + 1,
      resource: `${identity.kind} ${identity.name}`,
      makes: things,
    })),
  );
  if (format === 'json') await streams.write(`${terminalJson(made)}\n`);
  else if (files.length > 0) await streams.write(toText(made));
  return problems.length > 0 ? 2 : 0;
}

function toText(made: readonly Made[]): string {
  if (made.length === 0) return 'No operator that is known here makes anything of these.\n';
  return made
    .map(({ file, line, resource, makes }) => {
      const things = makes.map((thing) => `  ${terminalLine(thingText(thing))}\n`).join('');
      return `${terminalPath(file)}:${String(line)}: ${terminalLine(resource)}\n${things}`;
    })
    .join('\n');
}

function thingText({ type, name, namespace, keys = [], note, because }: DerivedThing): string {
  const where = namespace ? ` in namespace ${namespace}` : '';
  const holds = keys.length > 0 ? `: ${keys.join(', ')}` : '';
  const remark = note === undefined ? '' : ` (${note})`;
  return `${type} ${name}${where}${remark}${holds}${because === '' ? '' : ` <- ${because}`}`;
}
