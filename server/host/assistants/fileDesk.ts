import { realpathSync } from 'node:fs';
import path from 'node:path';
import { languagePacks } from '../../../schemas/languageRegistry.ts';
import { readInputs, uriOf } from '../cli/inputs.ts';
import { createService } from '../createService.ts';
import type { AssistantDesk, OpenManifests } from '../../language/assistants/assistantTools.ts';

/**
 * The files below one folder, read anew for each question.
 * @param folder absolute; what lies outside of it is not read, also where a link leads there.
 */
export function fileDesk(folder: string, dist: string): AssistantDesk {
  const root = realpathSync(folder);
  const serviceFor = (versions: Readonly<Record<string, string>>) =>
    createService(dist, { settings: { operatorVersions: versions } });
  return {
    service: createService(dist),
    rules: languagePacks.flatMap(({ rules }) => rules),
    async open(paths, versions): Promise<OpenManifests> {
      const outside = paths.filter((each) => !isBelow(root, each));
      const inside = paths.filter((each) => !outside.includes(each)).map((each) => path.resolve(root, each));
      const { files, problems } = await readInputs(inside, nothing());
      const service = serviceFor(versions);
      const read = files.filter(({ file }) => file !== undefined && isBelow(root, file));
      for (const file of read) service.setFile(uriOf(file), file.text);
      // Single files are no workspace: what they refer to may well lie beside them.
      service.setComplete(false);
      service.index(Infinity);
      return {
        service,
        files: read.map((file) => ({ name: path.relative(root, file.name), uri: uriOf(file) })),
        problems: [...outside.map((each) => `${each} lies outside of the folder.`), ...problems],
      };
    },
    openText(text, versions): OpenManifests {
      const service = serviceFor(versions);
      const uri = 'stdin:///manifest.yaml';
      service.setFile(uri, text);
      service.setComplete(false);
      service.index(Infinity);
      return { service, files: [{ name: 'manifest.yaml', uri }], problems: [] };
    },
  };
}

/** By its real place, as far as it exists. */
function isBelow(root: string, name: string): boolean {
  const wanted = path.resolve(root, name);
  let real = wanted;
  try {
    real = realpathSync(wanted);
  } catch {
    // Of what does not exist, the reader says so.
  }
  return [wanted, real].every((each) => each === root || each.startsWith(root + path.sep));
}

/** Standard input belongs to the protocol: nothing is read from it. */
async function* nothing(): AsyncGenerator<Uint8Array> {}
