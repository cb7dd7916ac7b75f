import { compileTree } from '../../../schemas/compiler/compileTables.ts';
import { readCrd } from '../../../schemas/compiler/readCrd.ts';
import type { KubernetesTypes } from '../../../schemas/compiler/schemaFile.ts';
import { sharedValue } from '../../../schemas/compiler/sharedValue.ts';
import type { ManifestNode, Span } from '../../../schemas/contract/index.ts';
import { isBroken, parseDocument } from '../yaml/index.ts';
import type { ManifestDocument } from '../yaml/index.ts';
import { nothingCompiled } from './compiledDefinition.ts';
import type { CompiledDefinition, DefinitionJob } from './compiledDefinition.ts';
import { definitionFaults } from './definitionFaults.ts';
import { outlineOf, spanInText, withoutCuts } from './outlineOf.ts';
import type { Outline } from './outlineOf.ts';
import { valueWithRepeats, withoutRepeats } from './withoutRepeats.ts';
import type { WithoutRepeats } from './withoutRepeats.ts';

/** Reads a definition to its end, whatever it holds. Never throws. */
export function compileDefinition(job: DefinitionJob, types: KubernetesTypes): CompiledDefinition {
  try {
    return job.version === undefined ? findFaults(job) : compileVersion(job, job.version, types);
  } catch (error) {
    // Deeper than anybody's stack.
    if (error instanceof RangeError) return nothingCompiled;
    throw error;
  }
}

/** Of all at once: a list of them is one document, which is read once. */
function findFaults({ text, numbers }: DefinitionJob): CompiledDefinition {
  return { ...nothingCompiled, faults: definitionFaults(parseDocument(text), numbers) };
}

function compileVersion(
  { text, numbers: [number = 0] }: DefinitionJob,
  name: string,
  types: KubernetesTypes,
): CompiledDefinition {
  const part = partFor(text, number, name);
  const { document, left } = readPart(part.text);
  const root = isBroken(document) ? undefined : document.resources[number]?.root;
  const crd = root && readCrd(left.cuts.length > 0 ? valueWithRepeats(root, left) : sharedValue(root.value));
  const version = crd?.versions.find((each) => each.name === name);
  if (!root || !crd || !version) return nothingCompiled;
  const { schema, help } = compileTree(`${crd.group}/${name} ${crd.kind}`, version.tree(types));
  const rules = rulePlaces(document, root).map(
    ([rule, span]) => [rule, spanInText(part, spanInText(left, span))] as const,
  );
  return { ...nothingCompiled, schema: { ...schema, foreign: true }, help, rules };
}

/** What a definition says again and again is read once; one in which something is wrong then, as it stands. */
function readPart(text: string): { document: ManifestDocument; left: WithoutRepeats } {
  const left = withoutRepeats(text);
  const document = parseDocument(left.text);
  if (left.cuts.length === 0 || !isBroken(document)) return { document, left };
  return { document: parseDocument(text), left: { text, cuts: [], repeats: new Map() } };
}

/** Without the schemas of the other versions and definitions, where it shows which they are. */
function partFor(text: string, number: number, name: string): Outline {
  const outline = outlineOf(text);
  const { resources } = parseDocument(outline.text);
  const versions = resources.flatMap(({ root }, index) =>
    root
      .at('spec', 'versions')
      .items()
      .map((version) => index === number && version.at('name').value === name),
  );
  const wanted = versions.indexOf(true);
  if (versions.length !== outline.cuts.length || wanted < 0) return { text, cuts: [] };
  return withoutCuts(
    text,
    outline.cuts.filter((_, index) => index !== wanted),
  );
}

const keyword = 'x-kubernetes-validations';

/** By the text, which is faster than a walk through all that a definition holds. */
function rulePlaces(document: ManifestDocument, root: ManifestNode): (readonly [string, Span])[] {
  const places = new Map<string, Span>();
  const { text } = document;
  for (let at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + keyword.length)) {
    const hit = document.nodeAt(at);
    if (hit?.on !== 'key' || hit.node.path.length <= root.path.length) continue;
    for (const item of hit.node.items()) {
      const rule = item.at('rule');
      if (typeof rule.value === 'string' && !places.has(rule.value)) places.set(rule.value, rule.span);
    }
  }
  return [...places];
}
