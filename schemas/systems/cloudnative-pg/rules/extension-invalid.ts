import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isPlaceholder, isWritten, textItems, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Images of extensions: their names, images, folders and variables. */
export const extensionInvalid: Rule = {
  id: 'cloudnative-pg/extension-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  wholeOnly: true,
  help: `An extension by image becomes a volume of the pods. The webhook refuses two whose names are the same once an underscore is a
dash, one without an image where no catalog is used, folders that are empty, stand twice or lead out of the image (\`..\`), and
any \`\${...}\` in a variable but \`\${image_root}\`. To get such a text itself write \`$\${...}\`.`,
  source: webhook('cluster', 2943),
  since: '1.27',
  *check({ spec }) {
    const seen = new Map<string, ManifestNode>();
    for (const extension of spec.at('postgresql', 'extensions').items()) {
      const node = extension.at('name');
      const name = textOf(node);
      if (name === undefined) continue;
      const volume = name.replaceAll('_', '-');
      const twin = seen.get(volume);
      if (twin && twin.value !== name) {
        const message = say`"${name}" and "${String(twin.value)}" would be one volume, so the second is refused: choose one of them.`;
        yield { node, message, related: [{ node: twin, message: say`The first one.` }] };
      }
      seen.set(volume, twin ?? node);
      yield* withoutImage(spec, extension, name);
      for (const field of folderFields) yield* folders(extension.at(field));
      for (const variable of extension.at('env').items()) yield* placeholders(variable.at('value'));
    }
  },
};

const folderFields = ['extension_control_path', 'dynamic_library_path', 'ld_library_path', 'bin_path'];

function* withoutImage(spec: ManifestNode, extension: ManifestNode, name: string): Iterable<Finding> {
  const image = extension.at('image');
  const reference = image.at('reference');
  const isGiven = (isWritten(reference) && reference.value !== '') || isPlaceholder(image) || isPlaceholder(reference);
  if (isGiven || isWritten(spec.at('imageCatalogRef'))) return;
  const value = `ghcr.io/cloudnative-pg/${name}:1.0-18-trixie`;
  yield {
    node: extension.at('name'),
    message: say`Without an image catalog an extension needs its own image, so "${name}" is refused: add \`image.reference\`.`,
    fixes: [{ title: say`Add \`image.reference\``, edits: [{ do: 'set', node: reference, value }], safe: false }],
  };
}

function* folders(list: ManifestNode): Iterable<Finding> {
  const seen = new Set<string>();
  for (const [text, node] of textItems(list)) {
    if (text === '') yield { node, message: say`An empty folder is refused: write one, or remove the item.` };
    else if (seen.has(text)) yield { node, message: say`Folder "${text}" stands twice, which is refused: remove one.` };
    else if (leadsOut(text)) {
      yield { node, message: say`Folder "${text}" leads out of the image, so it is refused: write one inside of it.` };
    }
    seen.add(text);
  }
}

/** As `filepath.Clean` of Go: a path that begins with `..` once what can be taken back is. */
function leadsOut(path: string): boolean {
  if (path.startsWith('/')) return false;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts[0]?.startsWith('..') === true;
}

const imageRoot = 'image_root';

/** What a pipeline may fill in is left alone: only what is close to the one that the operator knows is told. */
function* placeholders(node: ManifestNode): Iterable<Finding> {
  const text = node.source ?? '';
  const found = [...text.matchAll(/\$\{([^{}]+)\}/g)];
  for (const { index, 0: whole, 1: name = '' } of found) {
    const isMeant = name !== imageRoot && nearestName(name, [imageRoot]) !== undefined;
    if (!isMeant || dollarsBefore(text, index) % 2 > 0) continue;
    const value = text.replace(whole, `\${${imageRoot}}`);
    yield {
      node,
      message: say`Only \`\${image_root}\` is known here, so \`${whole}\` is refused: for the text itself double its dollar sign.`,
      fixes: [{ title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false }],
    };
  }
}

/** An even number of them stands for half as many. */
function dollarsBefore(text: string, end: number): number {
  let start = end;
  while (text.charAt(start - 1) === '$') start--;
  return end - start;
}
