import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { versionedOperators } from '../../language/operators.ts';
import { createService } from '../createService.ts';
import { formats, severities } from './checkOptions.ts';
import { completeWords } from './completeWords.ts';
import type { CommandLine } from './completeWords.ts';
import { completionScripts, shells } from './completionScripts.ts';
import type { Shell } from './completionScripts.ts';
import type { Streams } from './streams.ts';

export type CompletionOptions = { readonly shell: Shell } | { readonly words: readonly string[] };

/** Writes what a shell is told once, or what it asks while somebody types; returns the exit code. @param commands with their options */
export async function runCompletion(
  asked: CompletionOptions,
  commands: CommandLine['commands'],
  dist: string,
  { write }: Pick<Streams, 'write'>,
): Promise<number> {
  if ('shell' in asked) {
    await write(completionScripts[asked.shell]);
    return 0;
  }
  const { values, files, nospace } = completeWords(asked.words, {
    commands,
    packs: languagePacks,
    choices,
    operands: (command, current) => operands(command, current, dist),
  });
  const lines = values.map(({ value, help }) => (help === undefined ? value : `${value}\t${help}`));
  await write(
    [...(nospace ? [':nospace'] : []), ...lines, ...(files ? [':files'] : [])].map((line) => `${line}\n`).join(''),
  );
  return 0;
}

function choices(command: string | undefined, option: string): readonly string[] | undefined {
  if (option === 'severity') return severities;
  if (option === 'format')
    return command === 'check' ? formats : command === 'upgrade' ? [...formats, 'markdown'] : ['text', 'json'];
  if (option === 'report') return formats.map((format) => `${format}=`);
  if (option === 'version')
    return [...new Set(versionedOperators(languagePacks).flatMap(({ operatorVersions }) => operatorVersions))];
  if (option === 'api-version')
    return languagePacks.flatMap(({ system }) =>
      system.kinds.flatMap(({ group, versions }) => versions.map((each) => (group === '' ? each : `${group}/${each}`))),
    );
  return undefined;
}

function operands(command: string, current: string, dist: string) {
  if (command === 'completion') return shells.map((value) => ({ value }));
  if (command !== 'explain') return undefined;
  const dot = current.lastIndexOf('.');
  if (dot < 0)
    return languagePacks.flatMap(({ system }) => system.kinds.map(({ kind }) => ({ value: kind, help: system.title })));
  const above = current.slice(0, dot);
  const found = createService(dist).explain({ field: above });
  return 'problem' in found ? [] : found.fields.map(({ name, type }) => ({ value: `${above}.${name}`, help: type }));
}
