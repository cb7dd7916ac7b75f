import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { configurationFile } from '../../language/configuration/configurationFile.ts';
import type { LanguageService } from '../../language/languageService.ts';
import { createConfigurationSearch } from '../createConfigurationSearch.ts';
import { readInputs, uriOf } from './inputs.ts';
import type { Input } from './inputs.ts';

/** What configuration files make of the files that the arguments name. */
export interface Configured {
  /** Those that are checked: the configuration files in force as well. */
  readonly files: readonly Input[];
  /** Files with definitions of kinds, which are not checked. */
  readonly definitions: readonly Input[];
  /** How many are left out. */
  readonly leftOut: number;
  /** Sentences about what could not be read. */
  readonly problems: readonly string[];
}

/** Tells the service of the configuration files above the inputs, and reads what they name. Standard input goes by the folder that you are in. */
export async function configure(service: LanguageService, files: readonly Input[]): Promise<Configured> {
  const above = await readAbove(files);
  for (const each of above) service.setFile(uriOf(each), each.text, 'background');
  const isLeftOut = (input: Input) =>
    input.file !== undefined && service.configuration(uriOf(input)).leftOutBy !== undefined;
  const kept = files.filter((each) => !isLeftOut(each));
  const inForce = new Set(kept.flatMap((each) => service.configuration(uriOf(each)).files));
  const known = new Set(kept.map(uriOf));
  const beside = above.filter((each) => inForce.has(uriOf(each)) && !known.has(uriOf(each)));
  const { definitions, problems } = await readDefinitions(service, kept);
  return { files: [...kept, ...beside], definitions, leftOut: files.length - kept.length, problems };
}

/** The same for the folder that you are in, where no file is named. */
export async function configureFolder(service: LanguageService): Promise<Pick<Configured, 'definitions' | 'problems'>> {
  const here: Input = { name: '-', text: '' };
  for (const each of await readAbove([here])) service.setFile(uriOf(each), each.text, 'background');
  return readDefinitions(service, [here]);
}

async function readAbove(files: readonly Input[]): Promise<readonly Input[]> {
  const search = createConfigurationSearch();
  const folders = new Set(files.map(({ file }) => (file === undefined ? process.cwd() : path.dirname(file))));
  const found = new Map<string, Input>();
  for (const folder of folders)
    for (const { file, text } of await search(folder))
      found.set(file, { name: path.relative(process.cwd(), file), file, text });
  return [...found.values()];
}

/** A path that leads nowhere is the mistake of who wrote the configuration file, and told as such. */
async function readDefinitions(
  service: LanguageService,
  files: readonly Input[],
): Promise<Pick<Configured, 'definitions' | 'problems'>> {
  const places = new Set(
    files.flatMap((each) =>
      service.configuration(uriOf(each)).crds.map((crd) => path.resolve(fileURLToPath(crd.folder), crd.path)),
    ),
  );
  const named = [...places].map((place) => path.relative(process.cwd(), place) || '.');
  const { files: definitions, problems } = await readInputs(named);
  return { definitions, problems: problems.map((problem) => `crds in ${configurationFile}: ${problem}`) };
}
