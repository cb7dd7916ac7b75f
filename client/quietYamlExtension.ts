import * as vscode from 'vscode';
import { systems } from '../schemas/registry.ts';

/** What the YAML extension offers to others; see its README, "Extension API". */
interface YamlExtensionApi {
  registerContributor(
    schema: string,
    schemaUri: (resource: string) => string | undefined,
    schemaContent: (uri: string) => string | undefined,
  ): boolean;
}

const schema = 'db-manifests';
const emptySchema = `${schema}://schema/open`;
const kinds = systems
  .filter(({ namesOnly }) => !namesOnly)
  .flatMap((system) => system.kinds)
  .filter(({ namesOnly }) => !namesOnly);

/**
 * Asks the YAML extension to hold back in files whose documents are all ours: it is given a schema that says nothing,
 * so a completion, a hover or a problem comes from one of us and never twice. Mixed files stay as they are.
 */
export async function quietYamlExtension(id: string): Promise<void> {
  const extension = vscode.extensions.getExtension<YamlExtensionApi>(id);
  if (!extension) return;
  const api = await extension.activate();
  api.registerContributor(
    schema,
    (resource) => (isOurs(resource) ? emptySchema : undefined),
    (uri) => (uri === emptySchema ? '{}' : undefined),
  );
}

function isOurs(resource: string): boolean {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === resource);
  if (!document) return false;
  const documents = document
    .getText()
    .split(/^---(?=\s|$)/m)
    .filter((text) => /^[^#\s]/m.test(text));
  return documents.length > 0 && documents.every((text) => kinds.some(({ group, kind }) => isOf(text, group, kind)));
}

function isOf(text: string, group: string, kind: string): boolean {
  const apiVersion = /^apiVersion:\s*["']?([^\s"'#]+)/m.exec(text)?.[1] ?? '';
  return apiVersion.startsWith(`${group}/`) && /^kind:\s*["']?([^\s"'#]+)/m.exec(text)?.[1] === kind;
}
