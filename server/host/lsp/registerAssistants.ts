import { RequestType } from 'vscode-languageserver';
import { toolRequest } from '../../../schemas/contract/protocol.ts';
import type { ToolParams, ToolResult } from '../../../schemas/contract/protocol.ts';
import { decodedUri } from '../../language/decodedUri.ts';
import { askTool } from '../../language/assistants/assistantTools.ts';
import type { AssistantDesk, OpenManifests } from '../../language/assistants/assistantTools.ts';
import type { Session } from './session.ts';
import { anything, fields, text } from './shapes.ts';

/** What assistants in the editor ask: about the files of the workspace as they stand on the screen. */
export function registerAssistants(session: Session): void {
  const desk = workspaceDesk(session);
  session.door.onRequest(
    new RequestType<ToolParams, ToolResult, void>(toolRequest),
    fields({ name: text, input: anything }),
    ({ name, input }) => askTool(name, input, desk),
  );
}

function workspaceDesk(session: Session): AssistantDesk {
  const { service, environment } = session;
  const alone = (
    texts: readonly (readonly [uri: string, text: string])[],
    versions: Readonly<Record<string, string>>,
  ) => {
    const fresh = environment.createService({});
    fresh.configure({ operatorVersions: versions });
    for (const [uri, written] of texts) fresh.setFile(uri, written);
    fresh.setComplete(false);
    fresh.index(Infinity);
    return fresh;
  };
  return {
    service,
    get rules() {
      return environment.packs.flatMap(({ rules }) => rules);
    },
    open(paths, versions): Promise<OpenManifests> {
      const known = service.files();
      const files = new Map(paths.flatMap((path) => filesAt(path, known)).map((file) => [file.uri, file]));
      const missing = paths.filter((path) => filesAt(path, known).length === 0);
      const texts = [...files.keys()].map((uri) => [uri, service.text(uri) ?? ''] as const);
      return Promise.resolve({
        service: Object.keys(versions).length === 0 ? service : alone(texts, versions),
        files: [...files.values()],
        problems: missing.map((path) => `No manifest of the workspace is called ${path}.`),
      });
    },
    openText(written, versions): OpenManifests {
      const uri = 'untitled:manifest.yaml';
      return { service: alone([[uri, written]], versions), files: [{ name: 'manifest.yaml', uri }], problems: [] };
    },
  };
}

/** Files that end in a path, or lie below a folder that does: assistants count from the workspace, which may have several roots. */
function filesAt(path: string, uris: readonly string[]): OpenManifests['files'] {
  const wanted = path
    .replaceAll('\\', '/')
    .replace(/^\.?\//, '')
    .replace(/\/$/, '');
  if (wanted === '' || wanted === '.') return uris.map((uri) => ({ name: nameOf(uri), uri }));
  return uris
    .map((uri) => ({ name: nameOf(uri), uri }))
    .filter(({ name }) => `/${name}`.endsWith(`/${wanted}`) || `/${name}`.includes(`/${wanted}/`));
}

function nameOf(uri: string): string {
  return decodedUri(uri.replace(/^[a-z][\w+.-]*:\/*/i, ''));
}
